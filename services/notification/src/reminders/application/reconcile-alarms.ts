import { Injectable, Logger } from '@nestjs/common';
import { AlarmClock } from './alarm-clock.js';
import { ReminderRepository } from './reminder-repository.js';

/** A reminder that is this late has lost its alarm. */
export const OVERDUE_MS = 5_000;
const BATCH = 1_000;

/** Finds reminders without an alarm: set aside by the horizon, lost on the way, or lost by the scheduler. */
@Injectable()
export class ReconcileAlarms {
  private readonly logger = new Logger(ReconcileAlarms.name);

  constructor(
    private readonly reminders: ReminderRepository,
    private readonly alarmClock: AlarmClock,
  ) {}

  /** When reconciliation was last called for, by whichever replica heard it. */
  lastCall(): Promise<{ readonly epoch: string; readonly agoMs: number } | undefined> {
    return this.reminders.lastReconciled();
  }

  /** @param epoch of the scheduler's memory; a new one means that every alarm is gone */
  async execute(epoch: string): Promise<void> {
    const lost = await this.reminders.enterEpoch(epoch);
    if (lost > 0) this.logger.warn({ msg: 'The scheduler lost its memory; its alarms are set again.', lost });
    const overdue = await this.reminders.forgetOverdueAlarms(OVERDUE_MS, BATCH);
    if (overdue > 0) this.logger.warn({ msg: 'Overdue reminders had lost their alarms.', overdue });
    this.alarmClock.wake();
  }
}
