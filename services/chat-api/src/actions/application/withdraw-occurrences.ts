import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import { deleteTask, type Task } from '../../tasks/domain/task.js';

/** Takes back the occurrences that a completion led to, as long as nobody touched them. */
@Injectable()
export class WithdrawOccurrences {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
  ) {}

  /** Within the running transaction. @param reopened the occurrence that is open again */
  async after(reopened: Task, now: Date): Promise<void> {
    const { series, occurrenceKey, userId, workspaceId } = reopened;
    if (!series || occurrenceKey === null) return;
    const followers = await this.transactions.client.task.findMany({
      where: {
        seriesId: series.id,
        userId,
        workspaceId,
        status: 'open',
        deletedAt: null,
        occurrenceKey: { gt: occurrenceKey },
        // Untouched: never changed since it was made or revived.
        updatedAt: { equals: this.transactions.client.task.fields.createdAt },
      },
      select: { id: true },
    });
    for (const { id } of followers) {
      const follower = await this.tasks.getForUpdate(reopened, id);
      await this.journal.deleted(deleteTask(follower, now));
    }
  }
}
