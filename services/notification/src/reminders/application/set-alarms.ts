import { Injectable, Logger } from '@nestjs/common';
import { failpoint } from '@parley/kernel';
import type { Alarm } from '../domain/alarm.js';
import { Alarms } from './alarms.js';
import { ReminderRepository } from './reminder-repository.js';

/**
 * Alarms further away are set when they come into this range, so that the scheduler holds a day's worth and a
 * scheduler that lost its memory is filled again quickly.
 */
export const HORIZON_MS = 24 * 60 * 60 * 1000;
const BATCH = 128;
/** Calls to the scheduler at a time. */
const CONCURRENCY = 16;

/** What one pass did. */
export interface Pass {
  readonly done: number;
  readonly failed: number;
}

/** Makes the scheduler's alarms match the reminders, a batch at a time. */
@Injectable()
export class SetAlarms {
  private readonly logger = new Logger(SetAlarms.name);

  constructor(
    private readonly reminders: ReminderRepository,
    private readonly alarms: Alarms,
  ) {}

  async execute(): Promise<Pass> {
    const missing = await this.reminders.withoutAlarm(HORIZON_MS, BATCH);
    if (missing.length > 0) failpoint('alarm.sets');
    const set = await this.each(missing, (alarm) => this.alarms.set(alarm));
    if (set.length > 0) failpoint('alarm.set');
    await this.reminders.markArmed(set);
    const needless = await this.reminders.withNeedlessAlarm(BATCH);
    const cleared = await this.each(needless, ({ reminderId }) => this.alarms.clear(reminderId));
    await this.reminders.markDisarmed(cleared.map(({ reminderId }) => reminderId));
    const done = set.length + cleared.length;
    return { done, failed: missing.length + needless.length - done };
  }

  /** @returns those that succeeded */
  private async each(alarms: readonly Alarm[], work: (alarm: Alarm) => Promise<void>): Promise<Alarm[]> {
    const queue = alarms.values();
    const done: Alarm[] = [];
    let failures = 0;
    const worker = async (): Promise<void> => {
      for (const alarm of queue) {
        // A scheduler that is away need not be asked for each.
        if (failures >= CONCURRENCY) return;
        try {
          await work(alarm);
          done.push(alarm);
        } catch (error) {
          failures += 1;
          this.logger.warn({
            msg: 'The scheduler did not take an alarm; it will be tried again.',
            reminderId: alarm.reminderId,
            err: error,
          });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(CONCURRENCY, alarms.length) }, worker));
    return done;
  }
}
