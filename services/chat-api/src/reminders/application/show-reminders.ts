import { Injectable } from '@nestjs/common';
import type { ReminderDueV1 } from '@parley/contracts';
import { inTraceOf } from '@parley/dapr';
import { Inbox } from '@parley/outbox';
import { ChatTransactions } from '../../chat-transactions.js';
import { PostReply } from '../../conversations/application/post-reply.js';

/** A reminder as it was announced. */
export interface DueReminder {
  readonly eventId: string;
  readonly reminder: ReminderDueV1;
}

const ownerOf = ({ reminder: { workspaceId, userId } }: DueReminder) => `${workspaceId} ${userId}`;

/** Writes reminders whose time has come into the conversations of their users, each once, all in one transaction. */
@Injectable()
export class ShowReminders {
  constructor(
    private readonly inbox: Inbox,
    private readonly reply: PostReply,
    private readonly transactions: ChatTransactions,
  ) {}

  async execute(due: readonly DueReminder[]): Promise<void> {
    const byId = new Map(due.map((one) => [one.eventId, one]));
    await this.transactions.run(async () => {
      const fresh = await this.inbox.claim('reminders', [...byId.keys()]);
      const reminders = [...byId.values()].filter(({ eventId }) => fresh.has(eventId));
      const open = await this.openTasks(reminders);
      const owners = Map.groupBy(reminders, ownerOf);
      // In one order everywhere, so that two batches never wait for each other.
      for (const owner of [...owners.keys()].sort()) {
        const [first, ...others] = owners.get(owner) ?? [];
        // What one user is shown at once is in the trace of the first.
        if (first) await inTraceOf(first, () => this.show([first, ...others], open));
      }
    });
  }

  /** @param due of one user */
  private async show(
    due: readonly [DueReminder, ...DueReminder[]],
    open: ReadonlySet<string>,
  ): Promise<void> {
    const [first] = due;
    const conversationId = await this.reply.conversationOf(first.reminder);
    // The others were done or removed while their reminders were on the way.
    const shown = due.filter(({ reminder: { taskId, userId } }) => open.has(`${taskId} ${userId}`));
    const replies = shown.map(({ reminder: { taskId, reminderId, dueAt, late, title } }) => ({
      text: title,
      blocks: [{ type: 'reminder' as const, taskId, reminderId, dueAt, late }],
    }));
    if (replies.length > 0) await this.reply.execute(first.reminder, conversationId, ...replies);
  }

  /** @returns id and user of the tasks that are open */
  private async openTasks(due: readonly DueReminder[]): Promise<ReadonlySet<string>> {
    const rows = await this.transactions.client.task.findMany({
      where: {
        id: { in: due.map(({ reminder }) => reminder.taskId) },
        deletedAt: null,
        status: 'open',
      },
      select: { id: true, userId: true },
    });
    return new Set(rows.map(({ id, userId }) => `${id} ${userId}`));
  }
}
