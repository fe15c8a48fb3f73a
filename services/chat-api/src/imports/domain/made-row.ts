import { derivedId, isDomainError } from '@parley/kernel';
import { describeRule, occurrences } from '@parley/recurrence';
import type { Scope } from '../../scope.js';
import { newSeries } from '../../series/domain/new-series.js';
import { ruleOf, type Series } from '../../series/domain/series.js';
import { dueFrom, instantOf, type Due } from '../../tasks/domain/due.js';
import { repeatedOffsets, snoozeReminder } from '../../tasks/domain/reminder.js';
import { checkContent } from '../../tasks/domain/task-content.js';
import { newTask, type Task } from '../../tasks/domain/task.js';
import { untaken } from './row-parts.js';
import type { SourceRow, SourceSeries, SourceTask, TaskSource, UntakenRow } from './source-row.js';

interface Made {
  readonly line: number;
  readonly key: string;
}

/** A task that is to be made. */
export interface MadeTask extends Made {
  readonly kind: 'task';
  readonly task: Task;
  /** The series that it begins. */
  readonly series: Series | null;
  /** Key of the series of the same source that it is an occurrence of. */
  readonly seriesKey: string | null;
  readonly remarks: readonly string[];
}

/** A series that is to be made. */
export interface MadeSeries extends Made {
  readonly kind: 'series';
  readonly series: Series;
  /** Key of the series that it took over from. */
  readonly previous: string | null;
}

/** What a row becomes. The ids are the same whenever the same row of the same import is read. */
export type MadeRow = MadeTask | MadeSeries | UntakenRow;

export interface MadeIn {
  readonly importId: string;
  readonly scope: Scope;
  readonly conversationId: string;
  readonly now: Date;
}

/** The task or series that a row is to become; a row that breaks a rule is refused with the reason. */
export function madeRow(row: SourceRow, into: MadeIn): MadeRow {
  if (row.kind === 'untaken') return row;
  if (row.kind === 'series') {
    const { kind, line, key } = row;
    const { previous, ...series } = row.series;
    return { ...{ kind, line, key, previous }, series: seriesOf(series, idOf(into, key), into) };
  }
  try {
    return taskOf(row, into);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return untaken('refused', row.line, error.message, row.task.title);
  }
}

function taskOf({ line, key, task: source, remarks }: TaskSource, into: MadeIn): MadeRow {
  const { scope, conversationId, now } = into;
  const content = checkContent(contentOf(source));
  const id = idOf(into, key);
  const begun = source.recurrence
    ? newSeries(scope, conversationId, content, source.recurrence, now, idOf(into, 'series', key))
    : null;
  const first = begun && content.due ? firstFrom(begun, content.due) : null;
  if (begun && !first)
    return untaken('refused', line, 'its rule has no occurrence from its date on', content.title);
  const due = begun && first !== null ? dueFrom(first, begun.zone) : content.due;
  const series = begun && due ? withReminders(begun, due, source) : null;
  const origin = {
    ...{ id, workspaceId: scope.workspaceId, userId: scope.userId, conversationId, number: 0, series },
    occurrenceKey: first ?? source.occurrenceOf?.key ?? null,
    sentence: source.sentence ?? null,
  };
  // Reminders that are over stay until the tasks are made: until then they are as they were in the file.
  const fresh = newTask({ ...content, due }, source.reminders, origin, new Date(0));
  const task: Task = {
    ...fresh,
    ...(source.snoozedUntil && { reminders: snoozeReminder(id, fresh.reminders, source.snoozedUntil) }),
    status: source.completedAt ? 'completed' : 'open',
    createdAt: source.createdAt ?? now,
    updatedAt: source.updatedAt ?? source.completedAt ?? now,
    completedAt: source.completedAt ?? null,
  };
  return {
    ...{ kind: 'task', line, key, task, series, remarks },
    seriesKey: source.occurrenceOf?.series ?? null,
  };
}

/** The occurrence that stands at a due time, or the next one. */
function firstFrom(series: Series, due: Due): string | null {
  return occurrences(ruleOf(series), { from: instantOf(due), limit: 1 })[0]?.key ?? null;
}

function contentOf({ title, notes, priority, tags, list, due }: SourceTask) {
  return { title, notes, priority, tags, list, due };
}

function withReminders(series: Series, due: Due, { reminders }: SourceTask): Series {
  if (!reminders) return series;
  return { ...series, template: { ...series.template, reminderOffsets: repeatedOffsets(due, reminders) } };
}

function seriesOf(
  source: Omit<SourceSeries, 'previous'>,
  id: string,
  { scope, conversationId }: MadeIn,
): Series {
  const { workspaceId, userId } = scope;
  return { ...source, ...{ id, workspaceId, userId, conversationId, previousId: null, version: 1 } };
}

function idOf({ importId }: MadeIn, ...parts: readonly string[]): string {
  return derivedId('import', importId, ...parts);
}

/** A row as the dry run shows it. */
export type ShownRow = ReturnType<typeof shownRow>;

export function shownRow({ task, series, seriesKey, remarks }: MadeTask, locale: string) {
  const { title, status, priority, tags, list, due, reminders } = task;
  return {
    ...{ title, status, priority, tags, list, remarks },
    due: due && (due.kind === 'date' ? due.date : due.local),
    reminders: reminders.length,
    /** How it repeats, in words. */
    repeats: series ? describeRule(ruleOf(series), locale) : null,
    occurrence: seriesKey !== null,
  };
}
