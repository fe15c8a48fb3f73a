import type { Scope } from '../../scope.js';
import type { Recurrence } from '../../series/domain/new-series.js';
import type { NewTask } from '../application/create-task.js';
import { civilOf, dueFrom, type Due } from '../domain/due.js';
import { InvalidTaskError } from '../domain/errors.js';
import type { ReminderWish } from '../domain/reminder.js';
import type { TaskEdit } from '../domain/task.js';
import type {
  CreateTaskBody,
  DueInput,
  EditTaskBody,
  RecurrenceInput,
  ReminderInput,
} from './task-requests.js';

/** The task that a REST body asks for. */
export function toNewTask(scope: Scope, body: CreateTaskBody): NewTask {
  const due = body.due ? toDue(scope, body.due) : null;
  const start = body.recurrence?.start ?? (due && civilOf(due).slice(0, 16));
  if (body.recurrence && !start) {
    throw new InvalidTaskError('/recurrence/start', 'recurrence needs a start or a due time');
  }
  return {
    content: {
      title: body.title,
      notes: body.notes ?? '',
      priority: body.priority ?? 'medium',
      tags: body.tags ?? [],
      list: body.list ?? null,
      due,
    },
    reminders: body.reminders?.map(toWish),
    recurrence: body.recurrence && start ? toRecurrence(body.recurrence, start) : undefined,
  };
}

function toRecurrence(
  { rrule, mode, missed, ahead, pinned }: RecurrenceInput,
  civilStart: string,
): Recurrence {
  return {
    rrule,
    civilStart,
    mode: mode ?? 'fixed',
    ...(missed !== undefined && { missed }),
    ...(ahead !== undefined && { ahead }),
    ...(pinned !== undefined && { pinned }),
  };
}

/** The change that a REST body asks for. */
export function toEdit(scope: Pick<Scope, 'zone'>, body: EditTaskBody): TaskEdit {
  const { due, reminders, title, notes, priority, tags, list } = body;
  return {
    ...(title !== undefined && { title }),
    ...(notes !== undefined && { notes }),
    ...(priority !== undefined && { priority }),
    ...(tags !== undefined && { tags }),
    ...(list !== undefined && { list }),
    ...(due !== undefined && { due: due && toDue(scope, due) }),
    ...(reminders !== undefined && { reminders: reminders.map(toWish) }),
  };
}

function toDue(scope: Pick<Scope, 'zone'>, input: DueInput): Due {
  return dueFrom(input.local, input.zone ?? scope.zone);
}

function toWish(input: ReminderInput): ReminderWish {
  return input.at === undefined
    ? { kind: 'offset', minutes: input.offsetMinutes ?? 0 }
    : { kind: 'absolute', at: new Date(input.at) };
}
