import { Injectable } from '@nestjs/common';
import type { TaskSnapshot } from '@parley/contracts';
import { Inbox } from '@parley/outbox';
import { latenessMs, type Reminder } from '../domain/reminder.js';
import { planReminders, type TaskState } from '../domain/plan-reminders.js';
import { AlarmClock } from './alarm-clock.js';
import { Lateness } from './lateness.js';
import { ReminderPublisher } from './reminder-publisher.js';
import { ReminderRepository } from './reminder-repository.js';

const CONSUMER = 'reminders';

/** An event of a task. */
export interface TaskChange {
  readonly eventId: string;
  /** The task after the change; before it, when it was deleted. */
  readonly task: TaskSnapshot;
  readonly deleted: boolean;
}

/** Brings the reminders of a task in line with its snapshot, whatever the order in which snapshots arrive. */
@Injectable()
export class SyncReminders {
  constructor(
    private readonly inbox: Inbox,
    private readonly reminders: ReminderRepository,
    private readonly publisher: ReminderPublisher,
    private readonly alarmClock: AlarmClock,
    private readonly lateness: Lateness,
  ) {}

  async execute(change: TaskChange): Promise<void> {
    let changed: readonly Reminder[] = [];
    await this.inbox.once(CONSUMER, change.eventId, async () => {
      changed = await this.apply(change);
    });
    // Alarms are set outside of the transaction; whatever is missed here is found by the next reconciliation.
    if (changed.length > 0) this.alarmClock.wake();
    for (const reminder of changed) if (reminder.firedAt) this.lateness.observe(latenessMs(reminder));
  }

  private async apply({ task, deleted }: TaskChange): Promise<readonly Reminder[]> {
    // A deletion may carry the version before it.
    if (!(await this.reminders.advance(task.taskId, task.version, deleted))) return [];
    const { reminders, now } = await this.reminders.lockOfTask(task.taskId);
    const changes = planReminders(stateOf(task, deleted), reminders, now);
    const changed = changes.map(({ reminder }) => reminder);
    await this.reminders.save(changed);
    for (const { reminder, news } of changes) {
      for (const item of news) this.publisher.publish(reminder, item);
    }
    return changed;
  }
}

function stateOf(task: TaskSnapshot, deleted: boolean): TaskState {
  const { taskId, workspaceId, userId, conversationId, title, version } = task;
  const reminders = task.status === 'open' && !deleted ? task.reminders : [];
  const wanted = new Map(reminders.map(({ id, at }) => [id, new Date(at)]));
  return { taskId, workspaceId, userId, conversationId, title, version, wanted };
}
