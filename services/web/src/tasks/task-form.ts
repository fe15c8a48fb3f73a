import type { Priority, Task, TaskEdit } from '../api/types.js';

/** A task as the fields of a form. */
export interface TaskForm {
  readonly title: string;
  readonly notes: string;
  /** `YYYY-MM-DD`, or empty for no due date. */
  readonly date: string;
  /** `HH:MM`, or empty for the whole day. */
  readonly time: string;
  readonly priority: Priority;
  /** As typed: separated by spaces or commas, with or without `#`. */
  readonly tags: string;
}

export type FormField = 'title' | 'notes' | 'due' | 'priority' | 'tags';

export const MAX_TAGS = 5;
export const MAX_TITLE = 500;

export const emptyForm: TaskForm = { title: '', notes: '', date: '', time: '', priority: 'medium', tags: '' };

export function formOf(task: Task): TaskForm {
  const { due } = task;
  return {
    title: task.title,
    notes: task.notes ?? '',
    date: due === null ? '' : due.kind === 'date' ? due.date : due.local.slice(0, 10),
    time: due?.kind === 'datetime' ? due.local.slice(11, 16) : '',
    priority: task.priority,
    tags: task.tags.join(', '),
  };
}

/** The tags in the text, each once. */
export function readTags(text: string): readonly string[] {
  const words = text.split(/[\s,]+/).map((word) => word.replace(/^#+/, ''));
  return [...new Set(words.filter((word) => word !== ''))];
}

/** What is wrong with the form, by field; empty when nothing is. */
export function formProblems(form: TaskForm): Readonly<Partial<Record<FormField, string>>> {
  const problems: Partial<Record<FormField, string>> = {};
  const title = form.title.trim();
  if (title === '') problems.title = 'A task needs a title.';
  else if (title.length > MAX_TITLE) problems.title = `A title can have ${MAX_TITLE} characters.`;
  if (form.time !== '' && form.date === '') problems.due = 'A time needs a date.';
  if (readTags(form.tags).length > MAX_TAGS) problems.tags = `A task can carry ${MAX_TAGS} tags.`;
  return problems;
}

/** The fields in which two forms differ in meaning. */
export function changedFields(before: TaskForm, after: TaskForm): readonly FormField[] {
  const fields: FormField[] = [];
  if (before.title.trim() !== after.title.trim()) fields.push('title');
  if (before.notes.trim() !== after.notes.trim()) fields.push('notes');
  if (before.date !== after.date || before.time !== after.time) fields.push('due');
  if (before.priority !== after.priority) fields.push('priority');
  if (readTags(before.tags).join() !== readTags(after.tags).join()) fields.push('tags');
  return fields;
}

/** Only what the person changed, so that nothing else is overwritten. */
export function editOf(before: TaskForm, after: TaskForm, zone: string): TaskEdit {
  const changed = new Set(changedFields(before, after));
  return {
    ...(changed.has('title') ? { title: after.title.trim() } : {}),
    ...(changed.has('notes') ? { notes: after.notes.trim() } : {}),
    ...(changed.has('priority') ? { priority: after.priority } : {}),
    ...(changed.has('tags') ? { tags: readTags(after.tags) } : {}),
    ...(changed.has('due') ? { due: dueOf(after, zone) } : {}),
  };
}

/** The person's changes on top of a newer task: theirs where the person touched nothing. */
export function rebase(before: TaskForm, mine: TaskForm, theirs: TaskForm): TaskForm {
  const touched = new Set(changedFields(before, mine));
  const due = touched.has('due') ? mine : theirs;
  return {
    title: (touched.has('title') ? mine : theirs).title,
    notes: (touched.has('notes') ? mine : theirs).notes,
    date: due.date,
    time: due.time,
    priority: (touched.has('priority') ? mine : theirs).priority,
    tags: (touched.has('tags') ? mine : theirs).tags,
  };
}

function dueOf({ date, time }: TaskForm, zone: string): NonNullable<TaskEdit['due']> | null {
  if (date === '') return null;
  return { local: time === '' ? date : `${date}T${time}`, zone };
}
