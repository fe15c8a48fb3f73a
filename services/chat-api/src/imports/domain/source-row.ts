import type { Recurrence } from '../../series/domain/new-series.js';
import type { Series } from '../../series/domain/series.js';
import type { ReminderWish } from '../../tasks/domain/reminder.js';
import type { TaskContent } from '../../tasks/domain/task.js';

/** A task as a file tells it, in the terms of Parley. */
export interface SourceTask extends TaskContent {
  /** Absent for the default. */
  readonly reminders?: readonly ReminderWish[];
  readonly snoozedUntil?: Date;
  /** Begins a series with this task as its first occurrence. */
  readonly recurrence?: Recurrence;
  /** Makes it an occurrence of a series of the same file. */
  readonly occurrenceOf?: { readonly series: string; readonly key: string };
  readonly createdAt?: Date;
  readonly updatedAt?: Date;
  /** When it was done; open without it. */
  readonly completedAt?: Date;
  /** The words that asked for it. */
  readonly sentence?: string;
}

/** A series as a file tells it, without what Parley gives it. */
export type SourceSeries = Omit<
  Series,
  'id' | 'workspaceId' | 'userId' | 'conversationId' | 'previousId' | 'version'
> & {
  /** Source key of the series that it took over from. */
  readonly previous: string | null;
};

interface Placed {
  /** Line of a text file from 1, or place in a list from 1. */
  readonly line: number;
}

/** A row that makes a task. */
export interface TaskSource extends Placed {
  readonly kind: 'task';
  /** The same for the same row of the same file, however often it is read. */
  readonly key: string;
  readonly task: SourceTask;
  /** What could not be taken as it was. */
  readonly remarks: readonly string[];
}

/** A row that makes a series, whose occurrences are rows of their own. */
export interface SeriesSource extends Placed {
  readonly kind: 'series';
  readonly key: string;
  readonly series: SourceSeries;
}

/** A row that is not taken. */
export interface UntakenRow extends Placed {
  readonly kind: 'untaken';
  /** `skipped` is left out on purpose, e.g. an event among tasks; `refused` is a mistake. */
  readonly outcome: 'skipped' | 'refused';
  readonly reason: string;
  /** What is in the row, shortened. */
  readonly text: string;
}

/** One row of a file: what it is to become, or why it is not taken. */
export type SourceRow = TaskSource | SeriesSource | UntakenRow;

/** Whose file it is, and when it was handed in: words like "tomorrow" count from then. */
export interface SourceContext {
  readonly now: Date;
  readonly zone: string;
  readonly locale: string;
  /** Name of the file, if it has one. */
  readonly name: string | null;
}

/** Reads a file row by row; series come before their occurrences. @throws UnreadableFileError */
export type SourceReader = (
  text: string,
  context: SourceContext,
) => Iterable<SourceRow> | AsyncIterable<SourceRow>;
