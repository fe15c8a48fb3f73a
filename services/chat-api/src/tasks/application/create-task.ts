import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@parley/kernel';
import { firstOccurrence } from '@parley/recurrence';
import { ActionLog, followers, type UndoableAction } from '../../actions/application/action-log.js';
import { ChatTransactions } from '../../chat-transactions.js';
import { personalConversationId } from '../../conversations/domain/conversation.js';
import type { Scope } from '../../scope.js';
import { SeriesJournal } from '../../series/application/series-journal.js';
import { SeriesOccurrences } from '../../series/application/series-occurrences.js';
import { newSeries, type Recurrence } from '../../series/domain/new-series.js';
import { occurrenceId, ruleOf, type Series } from '../../series/domain/series.js';
import { dueFrom, type Due } from '../domain/due.js';
import { InvalidTaskError } from '../domain/errors.js';
import { repeatedOffsets, type ReminderWish } from '../domain/reminder.js';
import { checkContent } from '../domain/task-content.js';
import { newTask, type Task, type TaskContent } from '../domain/task.js';
import { TaskJournal } from './task-journal.js';
import { TaskRepository } from './task-repository.js';

export interface NewTask {
  readonly content: TaskContent;
  readonly reminders?: readonly ReminderWish[] | undefined;
  readonly recurrence?: Recurrence | undefined;
  readonly conversationId?: string;
  /** The words that asked for it. */
  readonly sentence?: string;
}

/** A new task. */
export interface CreatedTask {
  readonly task: Task;
  readonly action: UndoableAction;
  /** Minutes before the due time at which it was too late to remind. */
  readonly passedReminders: readonly number[];
}

/** Makes a task, and the series that it is the first occurrence of. */
@Injectable()
export class CreateTask {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly series: SeriesJournal,
    private readonly occurrences: SeriesOccurrences,
    private readonly journal: TaskJournal,
    private readonly actions: ActionLog,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidTaskError, TagLimitError, errors of the due time, the reminders and the rule */
  async execute(scope: Scope, input: NewTask): Promise<CreatedTask> {
    const content = checkContent(input.content);
    const now = this.clock.now();
    const conversationId = input.conversationId ?? personalConversationId(scope);
    const wanted = input.recurrence && newSeries(scope, conversationId, content, input.recurrence, now);
    const first = wanted && firstOccurrence(ruleOf(wanted));
    if (wanted && !first) throw new InvalidTaskError('/recurrence', 'the rule has no occurrence');
    const due = wanted && first ? dueFrom(first.key, wanted.zone) : content.due;
    const series = wanted && due ? withReminders(wanted, due, input.reminders) : null;
    return this.transactions.run(async () => {
      if (series) {
        await this.series.created(series);
      }
      const task = newTask(
        { ...content, due },
        input.reminders,
        {
          id: series && first ? occurrenceId(series.id, first.key) : newId(),
          workspaceId: scope.workspaceId,
          userId: scope.userId,
          conversationId,
          number: await this.tasks.nextNumber(scope),
          series,
          occurrenceKey: first?.key ?? null,
          sentence: input.sentence ?? null,
        },
        now,
      );
      await this.journal.created(task);
      const more = series && first ? await this.occurrences.fill(series, first.due, now) : [];
      const action = await this.actions.record(
        scope,
        'create',
        [{ before: null, after: task }, ...followers(more)],
        series ? [{ before: null, after: series }] : [],
      );
      return { task, action, passedReminders: passed(task, input.reminders) };
    });
  }
}

/** The series repeats the reminders that were asked for; without any, the default. */
function withReminders(series: Series, due: Due, wishes: readonly ReminderWish[] | undefined): Series {
  if (!wishes) return series;
  return { ...series, template: { ...series.template, reminderOffsets: repeatedOffsets(due, wishes) } };
}

function passed(task: Task, wishes: readonly ReminderWish[] = []): number[] {
  const kept = new Set(task.reminders.map(({ offsetMinutes }) => offsetMinutes));
  return wishes.flatMap((wish) => (wish.kind === 'offset' && !kept.has(wish.minutes) ? [wish.minutes] : []));
}
