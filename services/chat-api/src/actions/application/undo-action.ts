import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { TaskRepository, type Owner } from '../../tasks/application/task-repository.js';
import { taskFromJson } from '../../tasks/domain/task-json.js';
import { deleteTask, restoreTask, type Task } from '../../tasks/domain/task.js';
import {
  ActionExpiredError,
  ActionNotFoundError,
  ActionOvertakenError,
  ActionUndoneError,
} from '../domain/errors.js';
import type { ActionChange } from './action-log.js';
import { WithdrawOccurrences } from './withdraw-occurrences.js';

/** Takes an act back: every task it touched returns to its earlier state, as a new version. */
@Injectable()
export class UndoAction {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
    private readonly withdraw: WithdrawOccurrences,
    private readonly clock: Clock,
  ) {}

  /**
   * @param id of the action; without one, the user's last
   * @returns the tasks as they are now; those that the act had made are gone
   * @throws ActionNotFoundError, ActionExpiredError, ActionUndoneError, ActionOvertakenError
   */
  async execute(owner: Owner, id?: string): Promise<Task[]> {
    return this.transactions.run(async () => {
      const { client } = this.transactions;
      const { userId, workspaceId } = owner;
      const action = await client.action.findFirst({
        where: id === undefined ? { userId, workspaceId, undoneAt: null } : { id, userId, workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      const now = this.clock.now();
      if (!action) throw new ActionNotFoundError();
      if (action.expiresAt < now) throw new ActionExpiredError();
      const { count } = await client.action.updateMany({
        where: { id: action.id, undoneAt: null },
        data: { undoneAt: now },
      });
      if (count === 0) throw new ActionUndoneError();
      const undone: Task[] = [];
      for (const change of (action.changes as unknown as ActionChange[]).toReversed()) {
        const task = await this.revert(owner, change, now);
        if (task) undone.push(task);
      }
      return undone;
    });
  }

  private async revert(owner: Owner, change: ActionChange, now: Date): Promise<Task | null> {
    const task = await this.tasks.findForUpdate(owner, change.taskId);
    if (!task) throw new ActionNotFoundError();
    if (task.version !== change.version) throw new ActionOvertakenError(task.title);
    if (change.before === null) {
      await this.journal.deleted(deleteTask(task, now));
      return null;
    }
    const restored = restoreTask(task, taskFromJson(change.before, task.series), now);
    if (task.deletedAt) await this.journal.revived(restored);
    else if (task.status === 'completed' && restored.status === 'open') {
      await this.journal.reopened(restored);
      await this.withdraw.after(restored, now);
    } else if (task.status === 'open' && restored.status === 'completed')
      await this.journal.completed(restored);
    else await this.journal.updated(restored);
    return restored;
  }
}
