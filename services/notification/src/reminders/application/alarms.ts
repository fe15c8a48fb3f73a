import type { Alarm } from '../domain/alarm.js';

/** The scheduler, as far as reminders need it. Alarms come back at least once. */
export abstract class Alarms {
  /** Sets the alarm of a reminder, replacing the one it has. An instant that has passed rings at once. */
  abstract set(alarm: Alarm): Promise<void>;

  /** Takes the alarm of a reminder away; none is fine. */
  abstract clear(reminderId: string): Promise<void>;

  /**
   * Makes sure that the scheduler calls for reconciliation from time to time.
   * @param epoch is remembered, and given back with each call, only if the scheduler had none
   * @returns whether it had none: it is new, or lost its memory
   */
  abstract keepReconciling(epoch: string): Promise<boolean>;

  /** Has the scheduler begin anew to call for reconciliation, whatever it has. */
  abstract reconcileAnew(epoch: string): Promise<void>;
}
