import { describeRuleText } from '../../series/domain/rule-text.js';
import { instantOf, type Due } from './due.js';
import type { Task } from './task.js';

/** A task as the API and the change feed show it. */
export type TaskView = ReturnType<typeof taskView>;

export function taskView(task: Task) {
  return {
    id: task.id,
    number: task.number,
    conversationId: task.conversationId,
    title: task.title,
    notes: task.notes,
    status: task.status,
    priority: task.priority,
    tags: task.tags,
    list: task.list,
    due: task.due && dueView(task.due),
    reminders: task.reminders.map(({ at, ...reminder }) => ({ ...reminder, at: at.toISOString() })),
    series: task.series && {
      id: task.series.id,
      text: describeRuleText(task.series),
      rrule: task.series.rrule,
      mode: task.series.mode,
      ended: task.series.endedAt !== null,
    },
    occurrenceKey: task.occurrenceKey,
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
    completedAt: task.completedAt?.toISOString() ?? null,
    version: task.version,
  };
}

function dueView(due: Due) {
  return due.kind === 'date'
    ? { kind: due.kind, date: due.date }
    : { kind: due.kind, local: due.local, zone: due.zone, at: instantOf(due).toISOString() };
}
