import type { Task, TaskReminder } from '../api/types.js';
import { civil } from '../time/civil.js';

export interface UpcomingReminder {
  readonly task: Task;
  readonly reminder: TaskReminder;
  readonly at: Date;
}

export interface ReminderDay {
  readonly day: string;
  readonly reminders: readonly UpcomingReminder[];
}

/** Reminders still to come of open tasks, the next one first, under the days of the person's zone. */
export function upcomingReminders(tasks: readonly Task[], now: Date, zone: string): readonly ReminderDay[] {
  const coming = tasks
    .filter((task) => task.status === 'open')
    .flatMap((task) => task.reminders.map((reminder) => ({ task, reminder, at: new Date(reminder.at) })))
    .filter(({ at }) => at.getTime() > now.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.task.number - b.task.number);
  const days = new Map<string, UpcomingReminder[]>();
  for (const entry of coming) {
    const { day } = civil(entry.at, zone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, reminders]) => ({ day, reminders }));
}

/** Why it comes then: "at the due time", "1 hour before", "snoozed". */
export function reminderReason({ kind, offsetMinutes }: TaskReminder): string {
  if (kind === 'snooze') return 'snoozed';
  if (kind === 'absolute') return 'at a time you set';
  const minutes = Math.abs(offsetMinutes ?? 0);
  return minutes === 0 ? 'at the due time' : `${span(minutes)} before`;
}

function span(minutes: number): string {
  if (minutes % 1_440 === 0) return count(minutes / 1_440, 'day');
  if (minutes % 60 === 0) return count(minutes / 60, 'hour');
  return count(minutes, 'minute');
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
