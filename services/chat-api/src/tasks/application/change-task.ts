import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import {
  ActionLog,
  followers,
  type ActionKind,
  type UndoableAction,
} from '../../actions/application/action-log.js';
import { WithdrawOccurrences } from '../../actions/application/withdraw-occurrences.js';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Scope } from '../../scope.js';
import { NotRecurringError, OccurrenceClosedError } from '../../series/domain/errors.js';
import type { Series } from '../../series/domain/series.js';
import { InvalidTaskError, StaleTaskError } from '../domain/errors.js';
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
  /** Occurrences that took its place. */
  readonly next: readonly Task[];
  /** Later occurrences that stay although it is open again, since they were changed. */
  readonly kept: readonly Task[];
  readonly action?: UndoableAction;
}

interface Applied {
  readonly task: Task;
  readonly next?: readonly Task[];
  readonly kept?: readonly Task[];
  readonly series?: { readonly before: Series; readonly after: Series };
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

  /** @param at when it was done, if that is over; a series that follows completions counts from it */
  complete(scope: Scope, id: string, at?: Date): Promise<ChangedTask> {
    return this.change(scope, id, 'complete', async (task, now) => {
      if (task.status === 'completed') return { task };
      if (at && at > now) throw new InvalidTaskError('/completedAt', 'it must not be in the future');
      const completed = completeTask(task, now, at);
      await this.journal.completed(completed);
      return { task: completed };
    });
  }

  reopen(scope: Scope, id: string): Promise<ChangedTask> {
    return this.change(scope, id, 'reopen', async (task, now) => {
      if (task.status === 'open') return { task };
      const reopened = reopenTask(task, now);
      await this.journal.reopened(reopened);
      return { task: reopened, kept: await this.withdraw.after(reopened, now) };
    });
  }

  /** @param version that the caller read; absent to change whatever is there. @throws StaleTaskError */
  edit(scope: Scope, id: string, edit: TaskEdit, version?: number): Promise<ChangedTask> {
    const checked = checkContent(edit);
    return this.change(scope, id, 'edit', async (task, now) => {
      if (version !== undefined && version !== task.version) throw new StaleTaskError(task.version);
      const edited = editTask(task, checked, now);
      await this.journal.updated(edited);
      return { task: edited };
    });
  }

  snooze(scope: Scope, id: string, until: Date): Promise<ChangedTask> {
    return this.change(scope, id, 'snooze', async (task, now) => {
      const snoozed = snoozeTask(task, until, now);
      await this.journal.updated(snoozed);
      return { task: snoozed };
    });
  }

  /** Of a series, removes this occurrence; the next one takes its place. */
  delete(scope: Scope, id: string, version?: number): Promise<ChangedTask> {
    return this.change(scope, id, 'delete', (task, now) => {
      if (version !== undefined && version !== task.version) throw new StaleTaskError(task.version);
      return this.leaveOut(task, now);
    });
  }

  /** Leaves an open occurrence out; the next one takes its place. @throws NotRecurringError, OccurrenceClosedError */
  skipOccurrence(scope: Scope, id: string): Promise<ChangedTask> {
    return this.change(scope, id, 'skip', (task, now) => {
      if (!task.series) throw new NotRecurringError(task.title);
      if (task.status === 'completed') throw new OccurrenceClosedError(task.title);
      return this.leaveOut(task, now);
    });
  }

  private async leaveOut(task: Task, now: Date): Promise<Applied> {
    const deleted = deleteTask(task, now);
    await this.journal.deleted(deleted);
    const skipped = await this.skip.execute(deleted, now);
    return {
      task: deleted,
      ...(skipped && { next: skipped.opened, series: { before: skipped.before, after: skipped.after } }),
    };
  }

  private change(
    scope: Scope,
    id: string,
    kind: ActionKind,
    apply: (task: Task, now: Date) => Promise<Applied>,
  ): Promise<ChangedTask> {
    return this.transactions.run(async () => {
      const before = await this.tasks.getForUpdate(scope, id);
      const { task, next = [], kept = [], series } = await apply(before, this.clock.now());
      if (task === before) return { task, next, kept };
      const action = await this.actions.record(
        scope,
        kind,
        [{ before, after: task }, ...followers(next)],
        series ? [series] : [],
      );
      return { task: series ? { ...task, series: series.after } : task, next, kept, action };
    });
  }
}
