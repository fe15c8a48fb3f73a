import type { MissedPolicy, RecurrenceMode } from '@parley/recurrence';
import type { Series, SeriesTemplate } from '../../series/domain/series.js';
import { civilOf, type Due } from '../../tasks/domain/due.js';
import type { Reminder } from '../../tasks/domain/reminder.js';
import type { Priority, Task } from '../../tasks/domain/task.js';

/** Names the JSON form of all tasks of a person; inside a version only optional members are added. */
export const PORTABLE_FORMAT = 'parley.tasks';
export const PORTABLE_VERSION = 1;

/** A civil date (`YYYY-MM-DD`) or time (`YYYY-MM-DDTHH:MM`, with an offset in a repeated hour) in an IANA zone. */
export interface PortableDue {
  readonly local: string;
  readonly zone: string;
}

export interface PortableReminder {
  readonly kind: 'offset' | 'absolute' | 'snooze';
  /** Minutes before the due time, of an `offset`. */
  readonly offsetMinutes?: number;
  /** RFC 3339 instant, of the others. */
  readonly at?: string;
}

/** A task as it leaves Parley and comes back. */
export interface PortableTask {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly notes: string;
  readonly status: 'open' | 'completed';
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly list: string | null;
  readonly due: PortableDue | null;
  readonly reminders: readonly PortableReminder[];
  readonly seriesId: string | null;
  readonly occurrenceKey: string | null;
  readonly sentence: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly completedAt: string | null;
}

/** A series as it leaves Parley and comes back. The rule is as it was given. */
export interface PortableSeries {
  readonly id: string;
  readonly rrule: string;
  readonly civilStart: string;
  readonly zone: string;
  readonly mode: RecurrenceMode;
  readonly missed: MissedPolicy;
  readonly exdates: readonly string[];
  readonly skipped: readonly string[];
  readonly ahead: number;
  readonly floating: boolean;
  readonly template: SeriesTemplate;
  readonly locale: string;
  readonly exhausted: boolean;
  readonly endedAt: string | null;
  readonly pausedAt: string | null;
  readonly countedFrom: string | null;
  readonly previousId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function portableTask(task: Task): PortableTask {
  const { id, number, title, notes, status, priority, tags, list, occurrenceKey, sentence } = task;
  return {
    ...{ id, number, title, notes, status, priority, tags, list },
    due: task.due && portableDue(task.due),
    reminders: task.reminders.map(portableReminder),
    seriesId: task.series?.id ?? null,
    ...{ occurrenceKey, sentence },
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
    completedAt: task.completedAt?.toISOString() ?? null,
  };
}

export function portableSeries(series: Series): PortableSeries {
  const { id, rrule, civilStart, zone, mode, missed, exdates, skipped, ahead, floating } = series;
  const { template, locale, exhausted, previousId } = series;
  return {
    ...{ id, rrule, civilStart, zone, mode, missed, exdates, skipped, ahead, floating },
    ...{ template, locale, exhausted },
    endedAt: series.endedAt?.toISOString() ?? null,
    pausedAt: series.pausedAt?.toISOString() ?? null,
    countedFrom: series.countedFrom?.toISOString() ?? null,
    previousId,
    createdAt: series.createdAt.toISOString(),
    updatedAt: series.updatedAt.toISOString(),
  };
}

function portableDue(due: Due): PortableDue {
  const offset = due.kind === 'datetime' ? (due.offset ?? '') : '';
  return { local: `${civilOf(due)}${offset}`, zone: due.zone };
}

function portableReminder({ kind, offsetMinutes, at }: Reminder): PortableReminder {
  return kind === 'offset' ? { kind, offsetMinutes: offsetMinutes ?? 0 } : { kind, at: at.toISOString() };
}
