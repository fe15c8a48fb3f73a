import type { Reminder } from './reminder.js';

/** What the scheduler keeps for a reminder and gives back when it is due. */
export interface Alarm {
  readonly reminderId: string;
  readonly generation: number;
  readonly dueAt: Date;
}

/** What is to be done about an alarm. */
export type AlarmFate =
  | { readonly kind: 'fire' }
  /** The scheduler's clock is ahead of the database's. */
  | { readonly kind: 'early'; readonly remainingMs: number }
  /** The reminder fired, was cancelled or moved to a later time, or is unknown. */
  | { readonly kind: 'void' };

/**
 * Decides by the row and the database's clock, so an alarm may come twice, late, early or for nothing. Even the alarm
 * of an earlier generation fires a reminder whose time has come: then it is its own alarm that was lost.
 */
export function fateOf(alarm: Alarm, reminder: Reminder | undefined, now: Date): AlarmFate {
  if (reminder?.status !== 'scheduled') return { kind: 'void' };
  const remainingMs = reminder.dueAt.getTime() - now.getTime();
  if (remainingMs <= 0) return { kind: 'fire' };
  return reminder.generation === alarm.generation ? { kind: 'early', remainingMs } : { kind: 'void' };
}
