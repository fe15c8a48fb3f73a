import { highlights, type Highlight } from '@parley/language';
import type { FoundTasks } from '../application/search-tasks.js';
import { taskView, type TaskView } from '../domain/task-view.js';

/** Where the words of a filter stand in a task. */
export interface HighlightsView {
  readonly taskId: string;
  readonly title: readonly Highlight[];
  readonly notes: readonly Highlight[];
}

/** One page of found tasks as the API shows it. */
export interface FoundView {
  readonly items: TaskView[];
  /** How many match in all; counting stops at 1,000. */
  readonly total: number;
  /** What to send as `cursor` for the next page; null on the last. */
  readonly nextCursor: string | null;
  /** Of the tasks that have any; offsets count UTF-16 units, `end` is exclusive. */
  readonly highlights: HighlightsView[];
  /** Words that are in no task, and what was searched for in their place. */
  readonly corrections: { readonly word: string; readonly near: string[] }[];
}

export function foundView({ tasks, total, nextCursor, texts, corrections }: FoundTasks): FoundView {
  const marked = tasks.map(({ id, title, notes }) => ({
    taskId: id,
    title: highlights(title, texts),
    notes: highlights(notes, texts),
  }));
  return {
    items: tasks.map(taskView),
    ...{ total, nextCursor },
    highlights: marked.filter(({ title, notes }) => title.length + notes.length > 0),
    corrections: corrections.map(({ word, near }) => ({ word, near: [...near] })),
  };
}
