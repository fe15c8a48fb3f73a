import { Injectable } from '@nestjs/common';
import { inTraceOf, keepTrace } from '@parley/dapr';
import { Transactions } from '@parley/persistence';
import { fateOf, type Alarm, type AlarmFate } from '../domain/alarm.js';
import { fired, latenessMs, type Reminder } from '../domain/reminder.js';
import { Lateness } from './lateness.js';
import { ReminderPublisher } from './reminder-publisher.js';
import { ReminderRepository } from './reminder-repository.js';

/** Fires the reminders whose alarms rang and whose time has come, in one transaction. */
@Injectable()
export class FireReminders {
  constructor(
    private readonly transactions: Transactions,
    private readonly reminders: ReminderRepository,
    private readonly publisher: ReminderPublisher,
    private readonly lateness: Lateness,
  ) {}

  /** @returns what became of each alarm, in order */
  async execute(alarms: readonly Alarm[]): Promise<AlarmFate[]> {
    let changed: Reminder[] = [];
    const fates = await this.transactions.run(async () => {
      changed = [];
      const { reminders, now } = await this.reminders.lockByIds(alarms.map(({ reminderId }) => reminderId));
      const current = new Map(reminders.map((reminder) => [reminder.id, reminder]));
      const decided = alarms.map((alarm) => {
        const reminder = current.get(alarm.reminderId);
        const fate = fateOf(alarm, reminder, now);
        if (reminder && fate.kind === 'fire') {
          current.set(reminder.id, fired(reminder, now));
          changed.push(keepTrace(fired(reminder, now), alarm));
        }
        return fate;
      });
      await this.reminders.save(changed);
      for (const reminder of changed) {
        inTraceOf(reminder, () => {
          this.publisher.publish(reminder, 'due');
        });
      }
      return decided;
    });
    for (const reminder of changed) this.lateness.observe(latenessMs(reminder));
    return fates;
  }
}
