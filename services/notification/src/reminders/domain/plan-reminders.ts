import { fired, type Reminder } from './reminder.js';

/** What an event says about the reminders of a task. */
export interface TaskState {
  readonly taskId: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly title: string;
  readonly version: number;
  /** Reminders by id with their instants; empty when the task is done or deleted. */
  readonly wanted: ReadonlyMap<string, Date>;
}

/** What became of a reminder, in the order in which it is told. */
export type ReminderNews = 'scheduled' | 'due' | 'cancelled';

export interface ReminderChange {
  readonly reminder: Reminder;
  readonly news: readonly ReminderNews[];
}

/**
 * Brings the stored reminders of a task in line with what is wanted.
 * A reminder that is set, moved or revived when its time has already come fires at once; one that fired stays fired
 * unless it is moved.
 */
export function planReminders(task: TaskState, stored: readonly Reminder[], now: Date): ReminderChange[] {
  const known = new Map(stored.map((reminder) => [reminder.id, reminder]));
  const unwanted = stored.filter(({ id, status }) => status === 'scheduled' && !task.wanted.has(id));
  return [
    ...unwanted.map((reminder) => cancelled(reminder, task)),
    ...[...task.wanted].flatMap(([id, dueAt]) => wanted(id, dueAt, known.get(id), task, now)),
  ];
}

function cancelled(reminder: Reminder, task: TaskState): ReminderChange {
  return { reminder: { ...reminder, status: 'cancelled', taskVersion: task.version }, news: ['cancelled'] };
}

function wanted(
  id: string,
  dueAt: Date,
  stored: Reminder | undefined,
  task: TaskState,
  now: Date,
): ReminderChange[] {
  const unmoved = stored?.dueAt.getTime() === dueAt.getTime();
  if (stored && unmoved && stored.status !== 'cancelled') {
    const renamed = stored.status === 'scheduled' && stored.title !== task.title;
    return renamed ? [{ reminder: { ...stored, title: task.title }, news: [] }] : [];
  }
  const { taskId, workspaceId, userId, conversationId, title, version: taskVersion } = task;
  const scheduled: Reminder = {
    ...{ id, taskId, workspaceId, userId, conversationId, title, dueAt, taskVersion },
    generation: (stored?.generation ?? 0) + 1,
    status: 'scheduled',
    firedAt: null,
  };
  return dueAt.getTime() > now.getTime()
    ? [{ reminder: scheduled, news: ['scheduled'] }]
    : [{ reminder: fired(scheduled, now), news: ['scheduled', 'due'] }];
}
