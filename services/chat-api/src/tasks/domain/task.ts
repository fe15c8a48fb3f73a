import type { Series } from '../../series/domain/series.js';
import type { Due } from './due.js';
import {
  moveReminders,
  remindersFor,
  snoozeReminder,
  stillAhead,
  type Reminder,
  type ReminderWish,
} from './reminder.js';

export const priorities = ['low', 'medium', 'high'] as const;
export type Priority = (typeof priorities)[number];

export const MAX_TAGS = 5;
export const MAX_TITLE = 500;
export const MAX_NOTES = 16_000;

/** What a user wants a task to be. */
export interface TaskContent {
  readonly title: string;
  readonly notes: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly list: string | null;
  readonly due: Due | null;
}

/** A task and where it stands. */
export interface Task extends TaskContent {
  readonly id: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly conversationId: string;
  /** Counts the user's tasks; shown as `#17`. */
  readonly number: number;
  readonly status: 'open' | 'completed';
  readonly reminders: readonly Reminder[];
  readonly series: Series | null;
  readonly occurrenceKey: string | null;
  readonly sentence: string | null;
  /** Counts the changes, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** What a new task needs beside its content. */
export interface TaskOrigin {
  readonly id: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly number: number;
  readonly series: Series | null;
  readonly occurrenceKey: string | null;
  readonly sentence: string | null;
}

export function newTask(
  content: TaskContent,
  wishes: readonly ReminderWish[] | undefined,
  origin: TaskOrigin,
  now: Date,
): Task {
  return {
    ...content,
    ...origin,
    status: 'open',
    reminders: stillAhead(remindersFor(origin.id, content.due, wishes), now),
    version: 1,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    deletedAt: null,
  };
}

/** A change of some members; the due time takes its reminders along. */
export type TaskEdit = Partial<TaskContent> & { readonly reminders?: readonly ReminderWish[] };

export function editTask(task: Task, { reminders, ...content }: TaskEdit, now: Date): Task {
  const due = content.due === undefined ? task.due : content.due;
  const moved = content.due === undefined ? task.reminders : moveReminders(task.id, task.reminders, due);
  return changed(
    task,
    { ...content, reminders: stillAhead(reminders ? remindersFor(task.id, due, reminders) : moved, now) },
    now,
  );
}

/** @param at when it was done, if that is over */
export function completeTask(task: Task, now: Date, at = now): Task {
  return changed(task, { status: 'completed', completedAt: at }, now);
}

export function reopenTask(task: Task, now: Date): Task {
  return changed(task, { status: 'open', completedAt: null }, now);
}

/** Reminds once more at `until`; neither the due time nor the series moves. */
export function snoozeTask(task: Task, until: Date, now: Date): Task {
  return changed(task, { reminders: snoozeReminder(task.id, task.reminders, until) }, now);
}

export function deleteTask(task: Task, now: Date): Task {
  return changed(task, { deletedAt: now }, now);
}

/** Puts an earlier state back, as a new version. */
export function restoreTask(task: Task, before: Task, now: Date): Task {
  return { ...before, version: task.version + 1, updatedAt: now };
}

function changed(task: Task, change: Partial<Task>, now: Date): Task {
  return { ...task, ...change, version: task.version + 1, updatedAt: now };
}
