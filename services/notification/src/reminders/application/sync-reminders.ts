import { Injectable } from '@nestjs/common';
import type { TaskSnapshot } from '@parley/contracts';
import { inTraceOf, keepTrace } from '@parley/dapr';
import { Inbox } from '@parley/outbox';
import { Transactions } from '@parley/persistence';
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

/** Brings the reminders of tasks in line with their snapshots, whatever the order in which snapshots arrive. */
@Injectable()
export class SyncReminders {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly reminders: ReminderRepository,
    private readonly publisher: ReminderPublisher,
    private readonly alarmClock: AlarmClock,
    private readonly lateness: Lateness,
  ) {}

  /** @param changes of different tasks; they take effect together */
  async execute(changes: readonly TaskChange[]): Promise<void> {
    const changed = await this.transactions.run(async () => {
      const fresh = await this.inbox.claim(
        CONSUMER,
        changes.map(({ eventId }) => eventId),
      );
      return this.apply(changes.filter(({ eventId }) => fresh.has(eventId)));
    });
    // Alarms are set outside of the transaction; whatever is missed here is found by the next reconciliation.
    if (changed.length > 0) this.alarmClock.wake();
    for (const reminder of changed) if (reminder.firedAt) this.lateness.observe(latenessMs(reminder));
  }

  private async apply(changes: readonly TaskChange[]): Promise<readonly Reminder[]> {
    const { taskIds, now } = await this.reminders.advance(
      // A deletion may carry the version before it.
      changes.map(({ task: { taskId, version }, deleted }) => ({ taskId, version, again: deleted })),
    );
    const current = changes.filter(({ task }) => taskIds.has(task.taskId));
    if (current.length === 0) return [];
    const stored = Map.groupBy(await this.reminders.lockOfTasks([...taskIds]), ({ taskId }) => taskId);
    const planned = current.flatMap((change) =>
      planReminders(stateOf(change), stored.get(change.task.taskId) ?? [], now).map(({ reminder, news }) => ({
        reminder: keepTrace(reminder, change),
        news,
      })),
    );
    const changed = planned.map(({ reminder }) => reminder);
    await this.reminders.save(changed);
    for (const { reminder, news } of planned) {
      inTraceOf(reminder, () => {
        for (const item of news) this.publisher.publish(reminder, item);
      });
    }
    return changed;
  }
}

function stateOf({ task, deleted }: TaskChange): TaskState {
  const { taskId, workspaceId, userId, conversationId, title, version } = task;
  const reminders = task.status === 'open' && !deleted ? task.reminders : [];
  const wanted = new Map(reminders.map(({ id, at }) => [id, new Date(at)]));
  return { taskId, workspaceId, userId, conversationId, title, version, wanted };
}
