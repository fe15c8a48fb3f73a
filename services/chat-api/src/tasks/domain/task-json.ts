import type { Task } from './task.js';

/** Members of a task that are dates. */
type DateMember = 'createdAt' | 'updatedAt' | 'completedAt' | 'deletedAt';

type Plain = Omit<Task, DateMember | 'reminders' | 'series'> & {
  seriesId?: string | null;
  reminders: (Omit<Task['reminders'][number], 'at'> & { at: string })[];
} & Record<DateMember, string | null>;

/** A task as JSON, without its series, which is kept where it is. */
export function taskToJson(task: Task): Record<string, unknown> {
  const { series, ...rest } = task;
  return JSON.parse(JSON.stringify({ ...rest, seriesId: series?.id ?? null })) as Record<string, unknown>;
}

/** Which series the task of {@link taskToJson} belonged to; undefined in what releases before wrote. */
export function seriesIdOf(json: unknown): string | null | undefined {
  return (json as Plain).seriesId;
}

/** The task that {@link taskToJson} wrote, as an occurrence of `series`. */
export function taskFromJson(json: unknown, series: Task['series']): Task {
  const { seriesId: _, ...plain } = json as Plain;
  return {
    ...plain,
    series,
    reminders: plain.reminders.map((reminder) => ({ ...reminder, at: new Date(reminder.at) })),
    createdAt: new Date(plain.createdAt ?? 0),
    updatedAt: new Date(plain.updatedAt ?? 0),
    completedAt: plain.completedAt === null ? null : new Date(plain.completedAt),
    deletedAt: plain.deletedAt === null ? null : new Date(plain.deletedAt),
  };
}
