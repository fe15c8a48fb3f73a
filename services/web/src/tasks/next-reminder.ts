import type { Task, TaskReminder } from '../api/types.js';

/** The reminder that comes next, or null. One at the due time itself says nothing the due date does not. */
export function nextReminder(task: Task, now: Date): TaskReminder | null {
  const dueAt = task.due?.kind === 'datetime' ? Date.parse(task.due.at) : null;
  const coming = task.reminders
    .filter((reminder) => Date.parse(reminder.at) > now.getTime() && Date.parse(reminder.at) !== dueAt)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return coming[0] ?? null;
}
