import { Injectable } from '@nestjs/common';
import type { Alarm } from '../domain/alarm.js';
import { AlarmClock } from './alarm-clock.js';
import { Pause } from './pause.js';
import { ReminderRepository } from './reminder-repository.js';
import { Ringing } from './ringing.js';

/** How long an alarm that came early is held; longer, and it is set anew. */
const MAX_HOLD_MS = 5_000;

/** Answers an alarm of the scheduler. */
@Injectable()
export class AnswerAlarm {
  constructor(
    private readonly ringing: Ringing,
    private readonly reminders: ReminderRepository,
    private readonly alarmClock: AlarmClock,
    private readonly pause: Pause,
  ) {}

  /** Returns when the alarm is done with; throws when it must ring again. */
  async execute(alarm: Alarm): Promise<void> {
    const fate = await this.ringing.ring(alarm);
    if (fate.kind !== 'early') return;
    // Clocks differ. Setting the alarm anew at once would ring at once, over and over.
    await this.pause.for(Math.min(fate.remainingMs, MAX_HOLD_MS));
    const again = await this.ringing.ring(alarm);
    if (again.kind !== 'early') return;
    await this.reminders.markDisarmed([alarm.reminderId]);
    this.alarmClock.wake();
  }
}
