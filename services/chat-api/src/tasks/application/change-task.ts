import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { ActionLog, type ActionKind, type UndoableAction } from '../../actions/application/action-log.js';
import { WithdrawOccurrences } from '../../actions/application/withdraw-occurrences.js';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Scope } from '../../scope.js';
import { StaleTaskError } from '../domain/errors.js';
import { checkContent } from '../domain/task-content.js';
import {
  completeTask,
  deleteTask,
  editTask,
  reopenTask,
  snoozeTask,
  type Task,
  type TaskEdit,
} from '../domain/task.js';
import { SkipOccurrence } from '../../series/application/skip-occurrence.js';
import { TaskJournal } from './task-journal.js';
import { TaskRepository } from './task-repository.js';

/** What became of a task; `action` is absent when it already was as asked. */
export interface ChangedTask {
  readonly task: Task;
  readonly action?: UndoableAction;
}

/** Changes of an existing task. Asking for a state that it is already in changes nothing and is no error. */
@Injectable()
export class ChangeTask {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
    private readonly actions: ActionLog,
    private readonly withdraw: WithdrawOccurrences,
    private readonly skip: SkipOccurrence,
    private readonly clock: Clock,
  ) {}

  complete(scope: Scope, id: string): Promise<ChangedTask> {
    return this.change(scope, id, 'complete', async (task, now) => {
      if (task.status === 'completed') return task;
      const completed = completeTask(task, now);
      await this.journal.completed(completed);
      return completed;
    });
  }

  reopen(scope: Scope, id: string): Promise<ChangedTask> {
    return this.change(scope, id, 'reopen', async (task, now) => {
      if (task.status === 'open') return task;
      const reopened = reopenTask(task, now);
      await this.journal.reopened(reopened);
      await this.withdraw.after(reopened, now);
      return reopened;
    });
  }

  /** @param version that the caller read; absent to change whatever is there. @throws StaleTaskError */
  edit(scope: Scope, id: string, edit: TaskEdit, version?: number): Promise<ChangedTask> {
    const checked = checkContent(edit);
    return this.change(scope, id, 'edit', async (task, now) => {
      if (version !== undefined && version !== task.version) throw new StaleTaskError(task.version);
      const edited = editTask(task, checked, now);
      await this.journal.updated(edited);
      return edited;
    });
  }

  snooze(scope: Scope, id: string, until: Date): Promise<ChangedTask> {
    return this.change(scope, id, 'snooze', async (task, now) => {
      const snoozed = snoozeTask(task, until, now);
      await this.journal.updated(snoozed);
      return snoozed;
    });
  }

  /** Of a series, removes this occurrence; the next one takes its place. */
  delete(scope: Scope, id: string, version?: number): Promise<ChangedTask> {
    return this.change(scope, id, 'delete', async (task, now) => {
      if (version !== undefined && version !== task.version) throw new StaleTaskError(task.version);
      const deleted = deleteTask(task, now);
      await this.journal.deleted(deleted);
      await this.skip.execute(deleted, now);
      return deleted;
    });
  }

  private change(
    scope: Scope,
    id: string,
    kind: ActionKind,
    apply: (task: Task, now: Date) => Promise<Task>,
  ): Promise<ChangedTask> {
    return this.transactions.run(async () => {
      const before = await this.tasks.getForUpdate(scope, id);
      const task = await apply(before, this.clock.now());
      if (task === before) return { task };
      return { task, action: await this.actions.record(scope, kind, [{ before, after: task }]) };
    });
  }
}
