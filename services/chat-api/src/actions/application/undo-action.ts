import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import { PrismaChangeFeed } from '../../feed/adapters/prisma-change-feed.js';
import { RevertSeries } from '../../series/application/revert-series.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { SeriesRepository, TaskRepository, type Owner } from '../../tasks/application/task-repository.js';
import { seriesIdOf, taskFromJson } from '../../tasks/domain/task-json.js';
import { deleteTask, restoreTask, type Task } from '../../tasks/domain/task.js';
import {
  ActionExpiredError,
  ActionNotFoundError,
  ActionOvertakenError,
  ActionUndoneError,
} from '../domain/errors.js';
import type { ActionChange, SeriesActionChange } from './action-log.js';
import { WithdrawOccurrences } from './withdraw-occurrences.js';

/** What an undone act left. */
export interface UndoneAction {
  /** The tasks as they are now; those that the act had made are gone. */
  readonly tasks: readonly Task[];
  /** Occurrences that the act had led to and that stay, since they were changed meanwhile. */
  readonly kept: readonly Task[];
}

/** Takes an act back: every task and series it touched returns to its earlier state, as a new version. */
@Injectable()
export class UndoAction {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly series: SeriesRepository,
    private readonly journal: TaskJournal,
    private readonly withdraw: WithdrawOccurrences,
    private readonly revertSeries: RevertSeries,
    private readonly feed: PrismaChangeFeed,
    private readonly clock: Clock,
  ) {}

  /**
   * @param id of the action; without one, the user's last
   * @throws ActionNotFoundError, ActionExpiredError, ActionUndoneError, ActionOvertakenError
   */
  async execute(owner: Owner, id?: string): Promise<UndoneAction> {
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
      this.feed.append(owner, { type: 'action.undone', actionId: action.id });
      const undone = { tasks: [] as Task[], kept: [] as Task[] };
      const changes = action.changes as unknown as (ActionChange | SeriesActionChange)[];
      for (const change of changes.toReversed()) {
        if ('seriesId' in change) await this.revertSeries.execute(owner, change, now);
        else await this.revert(owner, change, now, undone);
      }
      return undone;
    });
  }

  private async revert(
    owner: Owner,
    change: ActionChange,
    now: Date,
    undone: { readonly tasks: Task[]; readonly kept: Task[] },
  ): Promise<void> {
    const task = await this.tasks.findForUpdate(owner, change.taskId);
    if (!task) throw new ActionNotFoundError();
    if (task.version !== change.version) {
      if (!change.follower) throw new ActionOvertakenError(task.title);
      if (!task.deletedAt && task.status === 'open') undone.kept.push(task);
      return;
    }
    if (change.before === null) {
      await this.journal.deleted(deleteTask(task, now));
      return;
    }
    const restored = restoreTask(task, await this.before(owner, task, change), now);
    if (task.deletedAt) await this.journal.revived(restored);
    else if (task.status === 'completed' && restored.status === 'open') {
      await this.journal.reopened(restored);
      undone.kept.push(...(await this.withdraw.after(restored, now)));
    } else if (task.status === 'open' && restored.status === 'completed')
      await this.journal.completed(restored);
    else await this.journal.updated(restored);
    undone.tasks.push(restored);
  }

  /** A task that was moved to another series belongs to its former one again. */
  private async before(owner: Owner, task: Task, { before }: ActionChange): Promise<Task> {
    const seriesId = seriesIdOf(before);
    if (seriesId === undefined || seriesId === null || seriesId === task.series?.id)
      return taskFromJson(before, seriesId === null ? null : task.series);
    return taskFromJson(before, await this.series.get(owner, seriesId));
  }
}
