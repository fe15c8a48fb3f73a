export const reminderStatuses = ['scheduled', 'fired', 'cancelled'] as const;
export type ReminderStatus = (typeof reminderStatuses)[number];

/** A reminder of a task. The row is the truth; its alarm in the scheduler only says when to look at it. */
export interface Reminder {
  readonly id: string;
  readonly taskId: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly title: string;
  readonly dueAt: Date;
  /** Version of the task that last set, moved or cancelled the reminder. */
  readonly taskVersion: number;
  /** Counts the times at which it was set or moved, from 1. */
  readonly generation: number;
  readonly status: ReminderStatus;
  /** Never before `dueAt`; present when fired. */
  readonly firedAt: Date | null;
}

/** A reminder that fires later than this says so. */
const LATE_AFTER_MS = 60_000;

/** The reminder once it fired. */
export function fired(reminder: Reminder, now: Date): Reminder {
  return { ...reminder, status: 'fired', firedAt: now };
}

/** Milliseconds between when a fired reminder was due and when it fired. */
export function latenessMs({ dueAt, firedAt }: Reminder): number {
  return firedAt === null ? 0 : firedAt.getTime() - dueAt.getTime();
}

/** Whether its user should be told that it came late. */
export function isLate(reminder: Reminder): boolean {
  return latenessMs(reminder) > LATE_AFTER_MS;
}
