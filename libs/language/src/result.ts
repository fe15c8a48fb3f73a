import type { Civil, RecurrenceMode } from '@parley/recurrence';

import type { Filter } from './filter/filter.js';

export const priorities = ['low', 'medium', 'high'] as const;
export type Priority = (typeof priorities)[number];

/** When a task is due: a whole day, or a wall-clock time in a zone. */
export type Due =
  | { readonly kind: 'date'; readonly date: Civil }
  | { readonly kind: 'datetime'; readonly civil: Civil; readonly zone: string };

/** A reminder `minutes` before the due time (0 = at it), or at an instant (ISO 8601, UTC, with seconds). */
export type ReminderDraft =
  | { readonly kind: 'offset'; readonly minutes: number }
  | { readonly kind: 'absolute'; readonly instant: string };

/** `civilStart` is the first occurrence; `rrule` has no DTSTART. */
export interface RecurrenceDraft {
  readonly rrule: string;
  readonly civilStart: Civil;
  readonly mode: RecurrenceMode;
}

/** What a sentence says about a task. Nothing said about priority is null. */
export interface TaskDraft {
  readonly title: string;
  /** Folded, without repetition. */
  readonly tags: readonly string[];
  readonly priority: Priority | null;
  readonly list?: string;
  readonly due?: Due;
  /** The end of "from … to …"; `due` is its start. */
  readonly end?: Due;
  readonly recurrence?: RecurrenceDraft;
  readonly reminders: readonly ReminderDraft[];
  /** "no reminder": not even the user's usual one. */
  readonly silent?: true;
}

/** One answer to a problem: take the draft with these members replaced (`due: null` removes it). */
export interface Suggestion {
  readonly label: string;
  readonly patch?: Partial<Omit<TaskDraft, 'due'>> & { readonly due?: Due | null };
  /** Or: read these texts instead, each as a message of its own. */
  readonly texts?: readonly string[];
  /** Or: take this as the filter. */
  readonly filter?: string;
}

export const problemCodes = [
  'title.empty',
  'title.too-long',
  'tag-limit',
  'tag.invalid',
  'date.past',
  'date.invalid',
  'date.several',
  'date.order',
  'date.out-of-range',
  'recurrence.ambiguous',
  'recurrence.invalid',
  'reminder.no-time',
  'ref.missing',
  'ref.out-of-range',
  'when.missing',
  'filter.unknown-key',
  'filter.invalid-value',
  'filter.too-long',
  'filter.too-complex',
  'filter.unbalanced',
  'filter.operand-missing',
  'command.unknown',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Why a sentence is not acted on. Nothing may be changed while there is one. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly suggestions: readonly Suggestion[];
  /** Of a filter, where in it; offsets count UTF-16 units, `end` is exclusive. */
  readonly span?: { readonly start: number; readonly end: number };
}

/** Names one or more tasks. `index` counts in the list shown last, `number` is the task's own (`#17`). */
export type Ref =
  | { readonly kind: 'index'; readonly n: number }
  | { readonly kind: 'number'; readonly n: number }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'last' }
  | { readonly kind: 'all'; readonly filter: Filter };

interface WithProblems {
  readonly problems: readonly Problem[];
}

export interface CreateIntent extends TaskDraft, WithProblems {
  readonly kind: 'create';
  /** Sentences to show with the answer: what was read into the text. */
  readonly assumptions: readonly string[];
}

interface OnTasks extends WithProblems {
  readonly refs: readonly Ref[];
  /** The reading that holds when a reference by text finds no task. */
  readonly otherwise?: CreateIntent;
}

export interface CompleteIntent extends OnTasks {
  readonly kind: 'complete';
  /** The day it was done, if that is over: "I did it yesterday". */
  readonly on?: Due;
}
export interface ReopenIntent extends OnTasks {
  readonly kind: 'reopen';
}
export interface DeleteIntent extends OnTasks {
  readonly kind: 'delete';
}

/** Leaves the next occurrence out. */
export interface SkipIntent extends OnTasks {
  readonly kind: 'skip';
}
/** Ends a series; its open occurrence stays. */
export interface StopRepeatIntent extends OnTasks {
  readonly kind: 'stop-repeat';
}
export interface PauseIntent extends OnTasks {
  readonly kind: 'pause';
}
export interface ResumeIntent extends OnTasks {
  readonly kind: 'resume';
}

/** What becomes of a task; what is absent stays. A new recurrence comes with its first due time. */
export interface TaskChanges {
  readonly title?: string;
  readonly priority?: Priority;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly list?: string;
  readonly due?: Due;
  readonly recurrence?: RecurrenceDraft;
}

/** "rename it to …", "make it high priority", "every friday instead". */
export interface UpdateIntent extends OnTasks {
  readonly kind: 'update';
  readonly changes: TaskChanges;
  readonly assumptions: readonly string[];
}

/** A move to a due time, or by a span from the due time it has (days on the calendar, minutes elapsed). */
export interface RescheduleIntent extends OnTasks {
  readonly kind: 'reschedule';
  readonly to?: Due | null;
  readonly by?: { readonly days: number; readonly minutes: number };
  readonly assumptions: readonly string[];
}

/** Reminders for tasks that exist. */
export interface RemindIntent extends OnTasks {
  readonly kind: 'remind';
  readonly reminders: readonly ReminderDraft[];
  readonly assumptions: readonly string[];
}

/** No refs: the reminder that fired last. `minutes` counts from now; `until` is a wall-clock time. */
export interface SnoozeIntent extends OnTasks {
  readonly kind: 'snooze';
  readonly minutes?: number;
  readonly until?: Due;
}

export interface ListIntent extends WithProblems {
  readonly kind: 'list';
  /** The filter as text, in the filter language; empty for all open tasks. */
  readonly source: string;
  readonly filter: Filter;
}

export interface SearchIntent extends WithProblems {
  readonly kind: 'search';
  readonly source: string;
  readonly filter: Filter;
  readonly otherwise?: CreateIntent;
}

export interface UndoIntent {
  readonly kind: 'undo';
}
export interface HelpIntent {
  readonly kind: 'help';
}

/** A slash command that is not about tasks: `/tags`, `/tz Europe/Berlin`, `/save my week`, `/export csv`. */
export interface CommandIntent {
  readonly kind: 'command';
  readonly name: 'tags' | 'tz' | 'save' | 'export';
  readonly argument: string;
}

/** Nothing to act on; `smalltalk` is a greeting or thanks, or an answer to what was asked. */
export interface UnknownIntent extends WithProblems {
  readonly kind: 'unknown';
  readonly reason: 'empty' | 'smalltalk' | 'command';
  readonly answer?: 'yes' | 'no';
}

export type Intent =
  | CreateIntent
  | CompleteIntent
  | ReopenIntent
  | DeleteIntent
  | SkipIntent
  | StopRepeatIntent
  | PauseIntent
  | ResumeIntent
  | UpdateIntent
  | RescheduleIntent
  | RemindIntent
  | SnoozeIntent
  | ListIntent
  | SearchIntent
  | UndoIntent
  | HelpIntent
  | CommandIntent
  | UnknownIntent;

export type SpanType =
  'intent' | 'tag' | 'priority' | 'list' | 'due' | 'recurrence' | 'reminder' | 'ref' | 'filter' | 'title';

/** A part of the typed text that was understood; offsets count UTF-16 units, `end` is exclusive. */
export interface Span {
  readonly type: SpanType;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it was read as: the folded tag, the civil time, the rule, `-60m` for a reminder. */
  readonly value: string;
  /** What had to be assumed for it, to be shown: "at 3" is 15:00. */
  readonly assumption?: string;
}

/** A part of the text that is not what the parser took it for. */
export interface Rejected {
  readonly start: number;
  readonly end: number;
  readonly type?: SpanType;
}

export interface ParseResult {
  /** As typed. */
  readonly text: string;
  readonly intent: Intent;
  readonly spans: readonly Span[];
}
