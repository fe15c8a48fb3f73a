import { instantToCivil } from '@parley/recurrence';
import { civilOf, dueFrom, instantOf, type Due } from '../../tasks/domain/due.js';
import type { Task } from '../../tasks/domain/task.js';
import { NoDueTimeError } from '../domain/errors.js';

/**
 * The due time of a task, moved by days on the calendar and elapsed minutes.
 * @throws NoDueTimeError
 */
export function movedBy(
  task: Pick<Task, 'title' | 'due'>,
  by: { readonly days: number; readonly minutes: number },
): Due {
  const { due } = task;
  if (!due) throw new NoDueTimeError(task.title);
  const civil = civilOf(due);
  const date = new Date(`${civil.slice(0, 10)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by.days);
  const moved = dueFrom(`${date.toISOString().slice(0, 10)}${civil.slice(10)}`, due.zone);
  if (by.minutes === 0 || moved.kind === 'date') return moved;
  const instant = new Date(instantOf(moved).getTime() + by.minutes * 60_000);
  return dueFrom(instantToCivil(instant, due.zone), due.zone);
}

/** Where a task is moved: to another day it takes its time of day along, since nobody said that it has none now. */
export function movedTo({ due }: Pick<Task, 'due'>, to: Due): Due {
  if (to.kind !== 'date' || due?.kind !== 'datetime') return to;
  return dueFrom(`${to.date}${due.local.slice(10)}`, due.zone);
}
