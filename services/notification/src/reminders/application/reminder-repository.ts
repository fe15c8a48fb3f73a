import type { Alarm } from '../domain/alarm.js';
import type { Reminder, ReminderStatus } from '../domain/reminder.js';

/** Rows and the database's clock at the moment they were read. */
export interface Locked {
  readonly reminders: readonly Reminder[];
  readonly now: Date;
}

/** Where a page of reminders ends. */
export interface PageKey {
  readonly dueAt: Date;
  readonly id: string;
}

/** Reminders and what is known about their alarms. */
export abstract class ReminderRepository {
  /**
   * Notes the version of a task and locks it until the transaction ends.
   * @param again whether the version that is already noted is accepted once more
   * @returns false when a newer one is known
   */
  abstract advance(taskId: string, version: number, again: boolean): Promise<boolean>;

  abstract lockOfTask(taskId: string): Promise<Locked>;

  /** In an order that cannot deadlock. */
  abstract lockByIds(ids: readonly string[]): Promise<Locked>;

  /** Writes whole reminders; the alarm of another generation is forgotten. @throws ReminderIdTakenError */
  abstract save(reminders: readonly Reminder[]): Promise<void>;

  /** Scheduled reminders due within the horizon that have no alarm, soonest first. */
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
   * Notes in which memory of the scheduler the alarms are, and forgets all alarms when it is another than before.
   * @returns how many alarms were forgotten
   */
  abstract enterEpoch(epoch: string): Promise<number>;

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
