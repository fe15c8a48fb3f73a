import { Injectable } from '@nestjs/common';
import { keepTrace } from '@parley/dapr';
import type { Alarm, AlarmFate } from '../domain/alarm.js';
import { FireReminders } from './fire-reminders.js';
import { Gather } from './gather.js';

/** Lets alarms that ring at the same time share transactions. */
@Injectable()
export class Ringing {
  private readonly gather: Gather<Alarm, AlarmFate>;

  constructor(fireReminders: FireReminders) {
    this.gather = new Gather((alarms) => fireReminders.execute(alarms), {
      keyOf: ({ reminderId }) => reminderId,
      limit: 200,
    });
  }

  /** @returns once the outcome is committed */
  ring(alarm: Alarm): Promise<AlarmFate> {
    return this.gather.add(keepTrace(alarm));
  }
}
