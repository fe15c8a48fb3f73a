import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { occurrences } from '@parley/recurrence';
import { ActionLog, followers, type UndoableAction } from '../../actions/application/action-log.js';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Scope } from '../../scope.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import { civilOf, dueFrom } from '../../tasks/domain/due.js';
import { InvalidTaskError, TaskNotFoundError } from '../../tasks/domain/errors.js';
import { repeatedOffsets, wishesOf } from '../../tasks/domain/reminder.js';
import { editTask, type Task, type TaskContent } from '../../tasks/domain/task.js';
import { OccurrenceClosedError } from '../domain/errors.js';
import { newSeries, type Recurrence } from '../domain/new-series.js';
import { ruleOf } from '../domain/series.js';
import { SeriesJournal } from './series-journal.js';
import { SeriesOccurrences } from './series-occurrences.js';

/** The task as the first occurrence of its series, and the way back. */
export interface BegunSeries {
  readonly task: Task;
  readonly action: UndoableAction;
}

/** Makes a task that is there repeat: it becomes the first occurrence of a new series. */
@Injectable()
export class BeginSeries {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
    private readonly series: SeriesJournal,
    private readonly occurrences: SeriesOccurrences,
    private readonly actions: ActionLog,
    private readonly clock: Clock,
  ) {}

  /**
   * A rule without a time of day takes that of the task.
   * @throws TaskNotFoundError, OccurrenceClosedError, RefusedRuleError, InvalidTaskError
   */
  async execute(
    scope: Scope,
    taskId: string,
    recurrence: Recurrence,
    edit: Partial<Omit<TaskContent, 'due'>>,
  ): Promise<BegunSeries> {
    return this.transactions.run(async () => {
      const before = await this.tasks.findForUpdate(scope, taskId);
      if (!before || before.deletedAt) throw new TaskNotFoundError();
      if (before.status !== 'open') throw new OccurrenceClosedError(before.title);
      const now = this.clock.now();
      const { title, notes, priority, tags, list, due: was } = before;
      const content = { title, notes, priority, tags, list, due: was, ...edit };
      const time = recurrence.civilStart.includes('T') || !was ? '' : civilOf(was).slice(10, 16);
      const civilStart = `${recurrence.civilStart}${time}`;
      const begun = newSeries(scope, before.conversationId, content, { ...recurrence, civilStart }, now);
      const reminderOffsets = was && repeatedOffsets(was, wishesOf(before));
      const series = {
        ...begun,
        template: { ...begun.template, ...(reminderOffsets && { reminderOffsets }) },
      };
      const [first] = occurrences(ruleOf(series), { from: now, limit: 1 });
      if (!first) throw new InvalidTaskError('/recurrence', 'the rule has no occurrence');
      await this.series.created(series);
      const due = dueFrom(first.key, series.zone);
      // What had no due time had no reminder at it.
      const reminders = !was &&
        due.kind === 'datetime' && { reminders: [{ kind: 'offset', minutes: 0 } as const] };
      const edited = editTask(before, { ...edit, due, ...reminders }, now);
      const task = { ...edited, series, occurrenceKey: first.key };
      await this.journal.updated(task);
      const more = await this.occurrences.fill(series, first.due, now);
      const touched = [{ before, after: task }, ...followers(more)];
      const action = await this.actions.record(scope, 'series-edit', touched, [
        { before: null, after: series },
      ]);
      return { task, action };
    });
  }
}
