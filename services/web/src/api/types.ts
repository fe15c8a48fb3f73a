/** Wire shapes of the public API, as the browser reads them. */

import type { Import } from './transfer-api.js';

export type Priority = 'low' | 'medium' | 'high';

/** A calendar day, or a wall-clock time in an IANA zone together with the instant it stands for. */
export type Due =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'datetime'; readonly local: string; readonly zone: string; readonly at: string };

export interface TaskReminder {
  readonly id: string;
  readonly kind: 'offset' | 'absolute' | 'snooze';
  readonly offsetMinutes?: number;
  /** ISO instant. */
  readonly at: string;
}

export interface TaskSeries {
  readonly id: string;
  /** The rule in words, e.g. "every month on the 1st at 09:00". */
  readonly text: string;
  readonly rrule: string;
  readonly mode: string;
  /** No further occurrence comes after those that are open. */
  readonly ended?: boolean;
}

export interface Task {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly notes: string | null;
  readonly status: 'open' | 'completed';
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly list: string | null;
  readonly due: Due | null;
  readonly reminders: readonly TaskReminder[];
  readonly series: TaskSeries | null;
  readonly occurrenceKey: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly completedAt: string | null;
  readonly version: number;
}

export interface QuickReply {
  readonly label: string;
  readonly text: string;
}

export interface HelpExample {
  readonly text: string;
  readonly description: string;
}

export type Block =
  | { readonly type: 'task'; readonly taskId: string }
  | {
      readonly type: 'task-list';
      readonly query: string;
      readonly taskIds: readonly string[];
      readonly total: number;
    }
  | {
      readonly type: 'reminder';
      readonly taskId: string;
      readonly reminderId: string;
      readonly dueAt: string;
      readonly late: boolean;
    }
  | { readonly type: 'quick-replies'; readonly options: readonly QuickReply[] }
  | { readonly type: 'undo'; readonly actionId: string; readonly expiresAt: string }
  | {
      readonly type: 'problem';
      readonly code: string;
      readonly detail: string;
      readonly tags?: readonly string[];
    }
  /** A zone that the profile can be given. */
  | { readonly type: 'zone'; readonly zone: string }
  | { readonly type: 'export'; readonly links: readonly ExportLink[] }
  | { readonly type: 'help'; readonly examples: readonly HelpExample[] };

/** All tasks as a file of one kind. */
export interface ExportLink {
  readonly format: string;
  readonly href: string;
}

export interface Message {
  readonly id: string;
  readonly conversationId: string;
  /** Ascending within the conversation. */
  readonly seq: number;
  readonly author: 'user' | 'parley';
  readonly text: string;
  readonly clientMessageId: string | null;
  readonly createdAt: string;
  readonly blocks: readonly Block[];
}

export interface Conversation {
  readonly id: string;
  readonly title: string;
  readonly lastSeq: number;
  readonly createdAt: string;
}

/** One entry of the gap-free change feed of a user. */
export type Change =
  | { readonly seq: number; readonly type: 'message.created'; readonly message: Message }
  | { readonly seq: number; readonly type: 'task.changed'; readonly task: Task }
  | { readonly seq: number; readonly type: 'task.deleted'; readonly taskId: string }
  | { readonly seq: number; readonly type: 'conversation.changed'; readonly conversation: Conversation }
  | { readonly seq: number; readonly type: 'action.undone'; readonly actionId: string }
  | { readonly seq: number; readonly type: 'filters.changed'; readonly filters: readonly SavedFilter[] }
  | { readonly seq: number; readonly type: 'import.changed'; readonly import: Import };

/** What the socket says: a whole change when it is small, otherwise only that there is one. */
export type ChangeHint = Change | { readonly seq: number; readonly type: string };

export interface ChangePage {
  readonly items: readonly Change[];
  readonly head: number;
  readonly hasMore: boolean;
}

export interface MessagePage {
  readonly items: readonly Message[];
  readonly tasks: readonly Task[];
  /** The actions in them that were taken back; an older server does not say. */
  readonly undone?: readonly string[];
  readonly hasMore: boolean;
}

/** A part of a text; offsets are UTF-16 code units, `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where the words of a filter stand in a task. */
export interface Highlights {
  readonly taskId: string;
  readonly title: readonly TextRange[];
  readonly notes: readonly TextRange[];
}

export interface TaskPage {
  readonly items: readonly Task[];
  readonly nextCursor: string | null;
  readonly highlights: readonly Highlights[];
  /** Words that are in no task, and what was searched for in their place. */
  readonly corrections: readonly { readonly word: string; readonly near: readonly string[] }[];
}

/** What is wrong with a filter, where, and whole filters that may be meant. */
export interface FilterProblem {
  readonly message: string;
  readonly span: TextRange;
  readonly suggestions: readonly string[];
}

/** A key of the filter language and values to offer. */
export interface FilterKey {
  readonly key: string;
  readonly about: string;
  readonly values: readonly string[];
}

/** A filter kept by name. */
export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** Place among the filters, from 0. */
  readonly position: number;
  readonly version: number;
}

export interface FilterEdit {
  readonly name?: string;
  readonly query?: string;
  readonly position?: number;
}

/** A message on its way to the server, over whichever way it goes. */
export interface OutgoingMessage {
  readonly conversationId: string;
  /** Chosen here: sending it again gives the same answer. */
  readonly clientMessageId: string;
  readonly text: string;
  /** Parts of the text that stay words. */
  readonly rejected?: readonly RejectedPart[];
  /** The trace of the sending (W3C). */
  readonly traceparent: string;
}

/** The answer to a sent message, over the socket and over HTTP alike. */
export interface SendResult {
  readonly message: Message;
  readonly replies: readonly Message[];
  readonly tasks: readonly Task[];
}

/** The instant follows from the wall-clock time, so it is never sent. */
export interface DueEdit {
  /** `YYYY-MM-DD` for the whole day, or `YYYY-MM-DDTHH:MM`. */
  readonly local: string;
  readonly zone: string;
}

export interface TaskEdit {
  readonly title?: string;
  readonly notes?: string;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly due?: DueEdit | null;
}

export interface ActionResult {
  readonly task: Task;
  /** Occurrences that took its place; those after a completion follow in the change feed. */
  readonly next: readonly Task[];
  /** Null when nothing changed, because it was so already. */
  readonly actionId: string | null;
}

export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** A part of a sentence the parser understood; offsets are UTF-16 code units. */
export interface ParsedSpan extends TextRange {
  readonly type: string;
  readonly text: string;
  /** What it was read as, e.g. `2026-11-22 17:00` or `high`. */
  readonly value: string;
}

/** A part of a sentence that stays words, because the person says that it is not meant. */
export interface RejectedPart extends TextRange {
  readonly type: string;
}

export interface Parsed {
  readonly intent: {
    readonly kind: string;
    /** The reading that holds when there is no task of that name. */
    readonly otherwise?: unknown;
    /** What was read into the text, in sentences. */
    readonly assumptions?: readonly string[];
    /** Why nothing would be done. */
    readonly problems?: readonly { readonly code: string; readonly message: string }[];
  };
  readonly spans: readonly ParsedSpan[];
  /** Of a sentence that repeats: the rule in words, and its next dates as civil times. */
  readonly repeats?: { readonly text: string; readonly occurrences: readonly { readonly key: string }[] };
}
