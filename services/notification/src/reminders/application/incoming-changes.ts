import { Injectable } from '@nestjs/common';
import { keepTrace } from '@parley/dapr';
import { Gather } from './gather.js';
import { SyncReminders, type TaskChange } from './sync-reminders.js';

/** Lets events of different tasks, which come from different partitions at the same time, share transactions. */
@Injectable()
export class IncomingChanges {
  private readonly gather: Gather<TaskChange, undefined>;

  constructor(syncReminders: SyncReminders) {
    this.gather = new Gather(
      async (changes) => {
        await syncReminders.execute(changes);
        return changes.map(() => undefined);
      },
      { keyOf: ({ task }) => task.taskId, limit: 100 },
    );
  }

  /** @returns once the change took effect, or is known to have done so before */
  async handle(change: TaskChange): Promise<void> {
    await this.gather.add(keepTrace(change));
  }
}
