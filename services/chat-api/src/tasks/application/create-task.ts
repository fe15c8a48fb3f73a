import { Injectable } from '@nestjs/common';
import { seriesCreatedV1 } from '@parley/contracts';
import { Clock, derivedId, isDomainError, newId } from '@parley/kernel';
import { Outbox } from '@parley/outbox';
import { firstOccurrence, validateRule, type MissedPolicy, type RecurrenceMode } from '@parley/recurrence';
import { ActionLog, type UndoableAction } from '../../actions/application/action-log.js';
import { ChatTransactions } from '../../chat-transactions.js';
import { personalConversationId } from '../../conversations/domain/conversation.js';
import type { Scope } from '../../scope.js';
import { ruleOf, type Series } from '../../series/domain/series.js';
import { dueFrom } from '../domain/due.js';
import { InvalidTaskError, RefusedRuleError } from '../domain/errors.js';
import type { ReminderWish } from '../domain/reminder.js';
import { checkContent } from '../domain/task-content.js';
import { seriesSnapshot } from '../domain/task-snapshot.js';
import { newTask, type Task, type TaskContent } from '../domain/task.js';
import { TaskJournal } from './task-journal.js';
import { SeriesRepository, TaskRepository } from './task-repository.js';

/** How a new task repeats. */
export interface Recurrence {
  readonly rrule: string;
  /** Civil date or date-time from which the rule counts. */
  readonly civilStart: string;
  readonly mode: RecurrenceMode;
  readonly missed?: MissedPolicy;
}

export interface NewTask {
  readonly content: TaskContent;
  readonly reminders?: readonly ReminderWish[] | undefined;
  readonly recurrence?: Recurrence | undefined;
  readonly conversationId?: string;
  /** The words that asked for it. */
  readonly sentence?: string;
}

/** Makes a task, and the series that it is the first occurrence of. */
@Injectable()
export class CreateTask {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly series: SeriesRepository,
    private readonly journal: TaskJournal,
    private readonly actions: ActionLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidTaskError, TagLimitError, errors of the due time, the reminders and the rule */
  async execute(scope: Scope, input: NewTask): Promise<{ task: Task; action: UndoableAction }> {
    const content = checkContent(input.content);
    const now = this.clock.now();
    const conversationId = input.conversationId ?? personalConversationId(scope);
    const series = input.recurrence
      ? newSeries(scope, conversationId, content, input.recurrence, input.reminders, now)
      : null;
    const first = series && firstOccurrence(ruleOf(series));
    if (series && !first) throw new InvalidTaskError('/recurrence', 'the rule has no occurrence');
    return this.transactions.run(async () => {
      if (series) {
        await this.series.insert(series);
        const { workspaceId, userId } = scope;
        this.outbox.add(seriesCreatedV1, { series: seriesSnapshot(series), workspaceId, userId });
      }
      const task = newTask(
        series && first ? { ...content, due: dueFrom(first.key, series.zone) } : content,
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
      const action = await this.actions.record(scope, 'create', [{ before: null, after: task }]);
      return { task, action };
    });
  }
}

/** Asking twice for the same occurrence names the same task. */
export function occurrenceId(seriesId: string, key: string): string {
  return derivedId('occurrence', seriesId, key);
}

function newSeries(
  scope: Scope,
  conversationId: string,
  content: TaskContent,
  recurrence: Recurrence,
  reminders: readonly ReminderWish[] | undefined,
  now: Date,
): Series {
  const { due, ...template } = content;
  const offsets = reminders?.flatMap((wish) => (wish.kind === 'offset' ? [wish.minutes] : []));
  const series: Series = {
    id: newId(),
    workspaceId: scope.workspaceId,
    userId: scope.userId,
    conversationId,
    rrule: recurrence.rrule,
    civilStart: recurrence.civilStart,
    zone: due?.zone ?? scope.zone,
    mode: recurrence.mode,
    missed: recurrence.missed ?? 'jump',
    exdates: [],
    skipped: [],
    ahead: 1,
    template: { ...template, ...(offsets && { reminderOffsets: offsets }) },
    endedAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  checkRule(series);
  return series;
}

function checkRule(series: Series): void {
  try {
    validateRule(ruleOf(series));
  } catch (error) {
    throw isDomainError(error) ? new RefusedRuleError(error) : error;
  }
}
