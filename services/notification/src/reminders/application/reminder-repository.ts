import type { Alarm } from '../domain/alarm.js';
import type { Reminder, ReminderStatus } from '../domain/reminder.js';

/** Rows and the database's clock when they were read, cut to milliseconds so that it is never rounded past a due time. */
export interface Locked {
  readonly reminders: readonly Reminder[];
  readonly now: Date;
}

/** A version of a task that was heard of. */
export interface HeardVersion {
  readonly taskId: string;
  readonly version: number;
  /** Whether the version that is already noted is accepted once more. */
  readonly again: boolean;
}

/** The tasks of which nothing newer was known, and the database's clock. */
export interface Advanced {
  readonly taskIds: ReadonlySet<string>;
  readonly now: Date;
}

/** Where a page of reminders ends. */
export interface PageKey {
  readonly dueAt: Date;
  readonly id: string;
}

/** Reminders and what is known about their alarms. */
export abstract class ReminderRepository {
  /** Notes the versions of different tasks and locks the tasks until the transaction ends. */
  abstract advance(heard: readonly HeardVersion[]): Promise<Advanced>;

  /** In an order that cannot deadlock. */
  abstract lockOfTasks(taskIds: readonly string[]): Promise<readonly Reminder[]>;

  /** In an order that cannot deadlock. */
  abstract lockByIds(ids: readonly string[]): Promise<Locked>;

  /** Writes whole reminders; the alarm of another generation is forgotten. @throws ReminderIdTakenError */
  abstract save(reminders: readonly Reminder[]): Promise<void>;

  /**
   * Scheduled reminders due within the horizon that have no alarm, soonest first. What is overdue rings now, by the
   * clock of the database: the scheduler counts its retries from the time of an alarm, and would repeat one long past
   * without a pause.
   */
  abstract withoutAlarm(horizonMs: number, limit: number): Promise<readonly Alarm[]>;

  /** Cancelled reminders whose alarm is still set. */
  abstract withNeedlessAlarm(limit: number): Promise<readonly Alarm[]>;

  /** Notes alarms as set; where the reminder moved meanwhile, its alarm counts as not set. */
  abstract markArmed(alarms: readonly Alarm[]): Promise<void>;

  /** Notes that reminders have no alarm. */
  abstract markDisarmed(ids: readonly string[]): Promise<void>;

  /**
   * Forgets the alarms of reminders that should have fired.
   * @param overdueMs by how much; alarms set more recently than that are left alone
   * @returns how many
   */
  abstract forgetOverdueAlarms(overdueMs: number, limit: number): Promise<number>;

  /**
   * Notes that reconciliation was called for, and in which memory of the scheduler the alarms are, and forgets all alarms when it is another than before.
   * @returns how many alarms were forgotten
   */
  abstract enterEpoch(epoch: string): Promise<number>;

  /** Milliseconds since reconciliation was last called for, and the scheduler's memory then; undefined before the first. */
  abstract lastReconciled(): Promise<{ readonly epoch: string; readonly agoMs: number } | undefined>;

  /** Scheduled reminders that are overdue by more than this. */
  abstract countOverdue(overdueMs: number): Promise<number>;

  /** Of a user; scheduled ones soonest first, others latest first. */
  abstract list(
    scope: { readonly workspaceId: string; readonly userId: string },
    status: ReminderStatus,
    after: PageKey | undefined,
    limit: number,
  ): Promise<readonly Reminder[]>;
}
