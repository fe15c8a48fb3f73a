import { Injectable } from '@nestjs/common';
import {
  reminderCancelledV1,
  reminderDueV1,
  reminderScheduledV1,
  type ReminderEventV1,
} from '@parley/contracts';
import { derivedId, exhaustive } from '@parley/kernel';
import { Outbox } from '@parley/outbox';
import type { ReminderNews } from '../domain/plan-reminders.js';
import { isLate, type Reminder } from '../domain/reminder.js';

/** Publishes what became of reminders, within the running transaction. */
@Injectable()
export class ReminderPublisher {
  constructor(private readonly outbox: Outbox) {}

  publish(reminder: Reminder, news: ReminderNews): void {
    switch (news) {
      case 'scheduled':
        this.outbox.add(reminderScheduledV1, payloadOf(reminder));
        return;
      case 'cancelled':
        this.outbox.add(reminderCancelledV1, payloadOf(reminder));
        return;
      case 'due':
        this.outbox.add(
          reminderDueV1,
          {
            ...payloadOf(reminder),
            firedAt: (reminder.firedAt ?? reminder.dueAt).toISOString(),
            late: isLate(reminder),
          },
          // A generation fires once; should that ever be broken, consumers still see one event.
          derivedId('reminder.due', reminder.id, String(reminder.generation)),
        );
        return;
      default:
        exhaustive(news);
    }
  }
}

function payloadOf(reminder: Reminder): ReminderEventV1 {
  const { id, taskId, workspaceId, userId, conversationId, title, dueAt, taskVersion } = reminder;
  return {
    ...{ reminderId: id, taskId, workspaceId, userId, conversationId, title, taskVersion },
    dueAt: dueAt.toISOString(),
  };
}
