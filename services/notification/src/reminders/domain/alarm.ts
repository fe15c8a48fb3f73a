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
  /** The reminder fired, was cancelled or moved, or is unknown. */
  | { readonly kind: 'void' };

/** Decides by the row and the database's clock alone, so an alarm may come twice, late, early or for nothing. */
export function fateOf(alarm: Alarm, reminder: Reminder | undefined, now: Date): AlarmFate {
  if (reminder?.status !== 'scheduled' || reminder.generation !== alarm.generation) return { kind: 'void' };
  const remainingMs = reminder.dueAt.getTime() - now.getTime();
  return remainingMs > 0 ? { kind: 'early', remainingMs } : { kind: 'fire' };
}
