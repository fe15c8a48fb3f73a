import { Injectable } from '@nestjs/common';
import type { ReminderDueV1 } from '@parley/contracts';
import { Inbox } from '@parley/outbox';
import { PostReply } from '../../conversations/application/post-reply.js';
import { ChatTransactions } from '../../chat-transactions.js';

/** Writes a reminder whose time has come into the conversation of its user, once. */
@Injectable()
export class ShowReminder {
  constructor(
    private readonly inbox: Inbox,
    private readonly reply: PostReply,
    private readonly transactions: ChatTransactions,
  ) {}

  async execute(eventId: string, reminder: ReminderDueV1): Promise<void> {
    await this.inbox.once('reminders', eventId, async () => {
      const { taskId, userId, workspaceId } = reminder;
      const conversationId = await this.reply.conversationOf(reminder);
      const task = await this.transactions.client.task.findFirst({
        where: { id: taskId, userId, workspaceId, deletedAt: null, status: 'open' },
        select: { id: true },
      });
      // Done or removed while the reminder was on its way.
      if (!task) return;
      const { reminderId, dueAt, late, title } = reminder;
      await this.reply.execute(reminder, conversationId, title, [
        { type: 'reminder', taskId, reminderId, dueAt, late },
      ]);
    });
  }
}
