import type { Prisma } from '../../generated/prisma/client.js';
import type { MissedPolicy, RecurrenceMode } from '@parley/recurrence';
import type { Series, SeriesTemplate } from '../../series/domain/series.js';
import { dueFrom, instantOf, type Due } from '../domain/due.js';
import type { Reminder } from '../domain/reminder.js';
import type { Priority, Task } from '../domain/task.js';

export type TaskRow = Prisma.TaskGetPayload<{ include: { series: true } }>;
type SeriesRow = Prisma.SeriesGetPayload<object>;

const PRIORITIES: readonly Priority[] = ['high', 'medium', 'low'];

/** The database sorts priorities by urgency, 1 first. */
export function priorityRank(priority: Priority): number {
  return PRIORITIES.indexOf(priority) + 1;
}

export function toTask(row: TaskRow): Task {
  const { dueDate, dueLocal, dueZone, dueAt, priority, reminders, series, seriesId, ...rest } = row;
  return {
    ...rest,
    status: rest.status as Task['status'],
    priority: PRIORITIES[priority - 1] ?? 'medium',
    due: toDue(dueDate, dueLocal, dueZone),
    reminders: (reminders as unknown as (Omit<Reminder, 'at'> & { at: string })[]).map((reminder) => ({
      ...reminder,
      at: new Date(reminder.at),
    })),
    series: series && toSeries(series),
  };
}

export function toTaskData(task: Task): Prisma.TaskUncheckedCreateInput {
  const { due, series, priority, reminders, tags, ...rest } = task;
  return {
    ...rest,
    tags: [...tags],
    priority: priorityRank(priority),
    reminders: reminders.map((reminder) => ({ ...reminder, at: reminder.at.toISOString() })),
    seriesId: series?.id ?? null,
    dueDate: due?.kind === 'date' ? due.date : null,
    dueLocal: due?.kind === 'datetime' ? `${due.local}${due.offset ?? ''}` : null,
    dueZone: due?.zone ?? null,
    dueAt: due && instantOf(due),
  };
}

export function toSeries(row: SeriesRow): Series {
  return {
    ...row,
    mode: row.mode as RecurrenceMode,
    missed: row.missed as MissedPolicy,
    template: row.template as unknown as SeriesTemplate,
  };
}

export function toSeriesData(series: Series): Prisma.SeriesUncheckedCreateInput {
  return {
    ...series,
    exdates: [...series.exdates],
    skipped: [...series.skipped],
    template: series.template as unknown as Prisma.InputJsonObject,
  };
}

function toDue(date: string | null, local: string | null, zone: string | null): Due | null {
  if (date !== null && zone !== null) return { kind: 'date', date, zone };
  if (local !== null && zone !== null) return dueFrom(local, zone);
  return null;
}
