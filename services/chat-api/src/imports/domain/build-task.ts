import type { Due } from '../../tasks/domain/due.js';
import { MAX_REMINDERS, type ReminderWish } from '../../tasks/domain/reminder.js';
import { MAX_NOTES, type Priority } from '../../tasks/domain/task.js';
import type { Recurrence } from '../../series/domain/new-series.js';
import { notesOf, takeList, takeTags, takeTitle, untaken } from './row-parts.js';
import type { SourceRow, SourceTask } from './source-row.js';

/** What the sources of other products tell of a task, as they tell it. */
export interface RawTask {
  readonly line: number;
  readonly key: string;
  readonly title: string;
  readonly notes?: readonly (string | null | undefined)[];
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly list?: string | null;
  readonly due?: Due | null;
  readonly reminders?: readonly ReminderWish[];
  readonly recurrence?: Recurrence | undefined;
  readonly occurrenceOf?: SourceTask['occurrenceOf'];
  readonly createdAt?: Date | undefined;
  readonly completedAt?: Date | undefined;
  readonly remarks?: readonly string[];
}

/** A row with the task, cut to what a task can hold; what is cut off is kept in the notes and told. */
export function taskRow(raw: RawTask): SourceRow {
  const { line, key, due = null, completedAt, createdAt, occurrenceOf } = raw;
  const { title, whole } = takeTitle(raw.title);
  if (title === '') return untaken('refused', line, 'it has no title', raw.notes?.join(' ') ?? '');
  const { tags, others } = takeTags(raw.tags ?? []);
  const remarks = [...(raw.remarks ?? [])];
  if (whole !== null) remarks.push('the title is shortened; all of it is in the notes');
  if (others.length > 0) remarks.push(`not taken as tags, but into the notes: ${others.join(', ')}`);
  const written = notesOf(
    whole,
    ...(raw.notes ?? []),
    others.length > 0 ? `Tags: ${others.join(', ')}` : null,
  );
  const notes = [...written].slice(0, MAX_NOTES).join('');
  if (notes.length < written.length) remarks.push(`the notes are cut after ${MAX_NOTES} characters`);
  const wishes = raw.reminders?.filter(({ kind }) => due !== null || kind === 'absolute');
  const recurrence = completedAt ? undefined : raw.recurrence;
  const task: SourceTask = {
    ...{ title, notes, tags, due, priority: raw.priority ?? 'medium', list: takeList(raw.list) },
    ...(wishes && { reminders: wishes.slice(0, MAX_REMINDERS) }),
    ...(recurrence && { recurrence }),
    ...(occurrenceOf && { occurrenceOf }),
    ...(createdAt && { createdAt }),
    ...(completedAt && { completedAt }),
  };
  return { kind: 'task', line, key, task, remarks };
}

/** An instant of a file; undefined where there is none, or none that can be read. */
export function instantIn(raw: unknown): Date | undefined {
  if (typeof raw !== 'string' || raw.startsWith('0001-')) return undefined;
  const instant = new Date(raw);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
