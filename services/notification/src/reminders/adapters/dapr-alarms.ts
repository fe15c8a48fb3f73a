import { Injectable } from '@nestjs/common';
import { inTraceOf, Jobs } from '@parley/dapr';
import { Alarms } from '../application/alarms.js';
import type { Alarm } from '../domain/alarm.js';

export const REMINDER_JOB = 'reminder';
export const RECONCILE_JOB = 'reconcile';
const RECONCILE_SCHEDULE = '@every 10s';

/** Alarms as jobs of the Dapr scheduler. */
@Injectable()
export class DaprAlarms extends Alarms {
  constructor(private readonly jobs: Jobs) {
    super();
  }

  override async set(alarm: Alarm): Promise<void> {
    const { reminderId, generation, dueAt } = alarm;
    await inTraceOf(alarm, () =>
      this.jobs.schedule({
        name: `${REMINDER_JOB}-${reminderId}`,
        dueTime: dueAt,
        data: { reminderId, generation, dueAt: dueAt.toISOString() },
        overwrite: true,
      }),
    );
  }

  override async clear(reminderId: string): Promise<void> {
    await this.jobs.delete(`${REMINDER_JOB}-${reminderId}`);
  }

  override async keepReconciling(epoch: string): Promise<boolean> {
    // The scheduler logs the refusal of an existing job as an error; a look is silent.
    if (await this.jobs.exists(RECONCILE_JOB)) return false;
    return (await this.callForReconciling(epoch, false)) === 'scheduled';
  }

  override async reconcileAnew(epoch: string): Promise<void> {
    await this.callForReconciling(epoch, true);
  }

  private callForReconciling(epoch: string, overwrite: boolean): Promise<'scheduled' | 'exists'> {
    return this.jobs.schedule({
      name: RECONCILE_JOB,
      schedule: RECONCILE_SCHEDULE,
      data: { epoch },
      overwrite,
    });
  }
}
