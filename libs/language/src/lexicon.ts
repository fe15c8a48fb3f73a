import type { Chrono } from 'chrono-node';

import type { Intent } from './result.js';

export type UnitName = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** Days and times that a word names by itself. */
export type DateWord =
  | 'today'
  | 'tonight'
  | 'tomorrow'
  | 'after-tomorrow'
  | 'yesterday'
  | 'end-of-day'
  | 'end-of-week'
  | 'end-of-month'
  | 'end-of-next-month'
  | 'end-of-year'
  | 'this-weekend'
  | 'next-weekend'
  | 'next-week'
  | 'next-month'
  | 'next-year';

/** One line of help. */
export interface HelpExample {
  readonly text: string;
  readonly intent: Intent['kind'];
  readonly about: string;
}

export type Words<T> = Readonly<Record<string, T>>;

/**
 * The words of one language. Lists hold lower-case phrases; a blank stands for any blanks. How they
 * combine is the grammar's business.
 */
export interface Lexicon {
  readonly code: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekdays: Words<number>;
  /** Words of `weekdays` that also mean something else; they need company. */
  readonly ambiguousWeekdays: readonly string[];
  /** Likewise for months. */
  readonly ambiguousMonths: readonly string[];
  /** 1 … 12. */
  readonly months: Words<number>;
  readonly units: Words<UnitName>;
  readonly numbers: Words<number>;
  /** `-1` = last. */
  readonly ordinals: Words<number>;
  readonly ordinalSuffixes: readonly string[];
  readonly dayParts: Words<DayPart>;
  readonly dateWords: Words<DateWord>;
  readonly noon: readonly string[];
  readonly midnight: readonly string[];

  readonly and: readonly string[];
  readonly article: readonly string[];
  /** Before a due time: by, on, at … */
  readonly before: {
    readonly due: readonly string[];
    readonly until: readonly string[];
    readonly start: readonly string[];
  };
  readonly at: readonly string[];
  readonly on: readonly string[];
  readonly inSpan: readonly string[];
  readonly fromNow: readonly string[];
  readonly forSpan: readonly string[];
  readonly next: readonly string[];
  readonly this: readonly string[];
  readonly last: readonly string[];
  readonly half: readonly string[];
  readonly halfPast: readonly string[];
  readonly quarterPast: readonly string[];
  readonly quarterTo: readonly string[];
  readonly oClock: readonly string[];
  readonly inThe: readonly string[];

  readonly every: readonly string[];
  readonly except: readonly string[];
  readonly other: readonly string[];
  readonly times: readonly string[];
  readonly workdays: readonly string[];
  readonly weekends: readonly string[];
  readonly lastDay: readonly string[];
  readonly ofMonth: readonly string[];
  readonly ofEveryMonth: readonly string[];
  readonly adverbs: Words<{ readonly unit: UnitName; readonly interval: number; readonly workdays?: true }>;
  readonly afterDone: readonly string[];

  readonly beforeIt: readonly string[];
  readonly early: readonly string[];
  readonly atTheTime: readonly string[];
  readonly noReminder: readonly string[];

  readonly verbs: {
    readonly create: readonly string[];
    /** Start a task before a colon only. */
    readonly createLabels: readonly string[];
    readonly remindMe: readonly string[];
    readonly remindGlue: readonly string[];
    /** Past tense: never the start of a new task. */
    readonly done: readonly string[];
    readonly complete: readonly string[];
    readonly mark: readonly string[];
    readonly asDone: readonly string[];
    readonly asOpen: readonly string[];
    readonly reopen: readonly string[];
    readonly delete: readonly string[];
    readonly move: readonly string[];
    readonly moveTo: readonly string[];
    readonly moveBy: readonly string[];
    readonly snooze: readonly string[];
    readonly list: readonly string[];
    readonly listFiller: readonly string[];
    readonly find: readonly string[];
    readonly search: readonly string[];
    readonly undo: readonly string[];
    readonly help: readonly string[];
    readonly smalltalk: readonly string[];
  };
  readonly refs: {
    readonly last: readonly string[];
    readonly all: readonly string[];
    readonly taskWord: readonly string[];
  };
  /** Words of a list request → terms of the filter language. */
  readonly filterWords: Words<string>;

  /** What a user may say, by example; each is checked to mean what it says. */
  readonly help: readonly HelpExample[];

  /** Reads absolute dates; only the parts it is certain of are used. */
  readonly chrono: Chrono;
}
