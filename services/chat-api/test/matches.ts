import { foldText, isWordStart, type Condition, type DayRange, type Expression } from '@parley/language';
import { instantOf } from '../src/tasks/domain/due.js';
import type { Task } from '../src/tasks/domain/task.js';

/** Whether an expression is true of a task: what the database must say too. */
export function matches(task: Task, where: Expression): boolean {
  switch (where.kind) {
    case 'all':
      return where.of.every((part) => matches(task, part));
    case 'any':
      return where.of.some((part) => matches(task, part));
    case 'not':
      return !matches(task, where.of);
    default:
      return holds(task, where);
  }
}

function holds(task: Task, condition: Condition): boolean {
  switch (condition.kind) {
    case 'tag':
      return task.tags.includes(condition.tag);
    case 'number':
      return task.number === condition.number;
    case 'priority':
      return task.priority === condition.priority;
    case 'list':
      return task.list?.toLowerCase() === condition.name.toLowerCase();
    case 'is':
      if (condition.state === 'recurring') return task.series !== null;
      return task.status === (condition.state === 'done' ? 'completed' : 'open');
    case 'has':
      return {
        reminder: task.reminders.length > 0,
        due: task.due !== null,
        time: task.due?.kind === 'datetime',
        tag: task.tags.length > 0,
        list: task.list !== null,
        notes: task.notes !== '',
      }[condition.part];
    case 'overdue':
      if (task.due === null) return false;
      return task.due.kind === 'date'
        ? task.due.date < condition.date
        : instantOf(task.due) < new Date(condition.instant);
    case 'due':
      if (task.due === null) return false;
      return task.due.kind === 'date'
        ? dayWithin(task.due.date, condition.days)
        : instantWithin(instantOf(task.due), condition.days);
    case 'moment': {
      const { created, updated, done } = {
        created: task.createdAt,
        updated: task.updatedAt,
        done: task.completedAt,
      };
      const at = { created, updated, done }[condition.moment];
      return at !== null && instantWithin(at, condition.days);
    }
    case 'word':
    case 'phrase':
      return textOf(task, condition.text);
  }
}

function textOf(task: Task, text: string): boolean {
  const folded = foldText(`${task.title}\n${task.notes}`);
  if (!isWordStart(text)) return folded.includes(text);
  return folded.split(/[\s!-/:-@[-`{-~]+/u).some((word) => word.startsWith(text));
}

function dayWithin(day: string, { first, last }: DayRange): boolean {
  return (first === null || day >= first) && (last === null || day <= last);
}

function instantWithin(at: Date, { from, until }: DayRange): boolean {
  return (from === null || at >= new Date(from)) && (until === null || at < new Date(until));
}
