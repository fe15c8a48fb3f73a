import type { SeriesSnapshot, TaskSnapshot } from '@parley/contracts';
import type { Series } from '../../series/domain/series.js';
import { instantOf, type Due } from './due.js';
import type { Task } from './task.js';

/**
 * A task as its events carry it.
 * @param completions occurrences of its series completed so far, for the event that says so
 */
export function taskSnapshot(task: Task, completions?: number): TaskSnapshot {
  return {
    taskId: task.id,
    workspaceId: task.workspaceId,
    userId: task.userId,
    conversationId: task.conversationId,
    number: task.number,
    title: task.title,
    status: task.status,
    priority: task.priority,
    tags: [...task.tags],
    ...(task.due && { due: dueSnapshot(task.due) }),
    reminders: task.reminders.map(({ at, ...reminder }) => ({ ...reminder, at: at.toISOString() })),
    ...(task.series && {
      series: { ...seriesSnapshot(task.series), ...(completions !== undefined && { completions }) },
    }),
    ...(task.occurrenceKey && { occurrenceKey: task.occurrenceKey }),
    ...(task.completedAt && { completedAt: task.completedAt.toISOString() }),
    version: task.version,
  };
}

function dueSnapshot(due: Due): NonNullable<TaskSnapshot['due']> {
  if (due.kind === 'date') return due;
  const { kind, local, zone } = due;
  return { kind, local, zone, at: instantOf(due).toISOString() };
}

export function seriesSnapshot(series: Series): SeriesSnapshot {
  const { rrule, civilStart, zone, mode, missed, ahead, version } = series;
  return {
    seriesId: series.id,
    rrule,
    civilStart,
    zone,
    mode,
    missed,
    exdates: [...series.exdates],
    ahead,
    floating: series.floating,
    paused: series.pausedAt !== null,
    version,
  };
}
