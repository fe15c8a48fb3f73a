import type { Messages } from './messages.js';
import type { Intent, Priority } from './result.js';

export type UnitName =
  'second' | 'minute' | 'quarter-hour' | 'hour' | 'day' | 'week' | 'fortnight' | 'month' | 'quarter' | 'year';
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** Days and times that a word names by itself. */
export type DateWord =
  | 'today'
  | 'tonight'
  | 'tomorrow'
  | 'after-tomorrow'
  | 'yesterday'
  | 'before-yesterday'
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

/** Stretches of days that a list request can name. */
export type PeriodWord = 'this-week' | 'next-week' | 'this-month' | 'next-month' | 'this-weekend';

/** A word for a repetition; `alone` if it is never an adjective, so that it counts at the start as well. */
export interface RepeatAdverb {
  readonly unit: UnitName;
  readonly interval: number;
  readonly workdays?: true;
  readonly alone?: true;
}

/** One line of help. */
export interface HelpExample {
  readonly text: string;
  readonly intent: Intent['kind'];
  readonly about: string;
}

export type Words<T> = Readonly<Record<string, T>>;
type Phrases = readonly string[];

/**
 * Sentences that act on tasks. `{}` is the task, `{?}` a task that may be left out, `{title}` a new title,
 * `{change}` what becomes of it. `sure` sentences are never new tasks; `maybe` ones are, unless the task is
 * certain or found.
 */
export interface Templates {
  readonly sure: Phrases;
  readonly maybe: Phrases;
}

/**
 * The words of one language. Lists hold lower-case phrases; a blank stands for any blanks. How they
 * combine is the grammar's business, so a language is this and nothing else.
 */
export interface Lexicon {
  readonly code: string;

  /** 1 = Monday … 7 = Sunday. */
  readonly weekdays: Words<number>;
  /** Words for "every such day": `mondays`, `montags`. */
  readonly pluralWeekdays: Words<number>;
  /** Whether these count at an edge by themselves; if not, beside a time or after "on". */
  readonly pluralsAlone: boolean;
  /** Words of `weekdays` that also mean something else; they need company. */
  readonly ambiguousWeekdays: Phrases;
  /** Likewise for months. */
  readonly ambiguousMonths: Phrases;
  /** 1 … 12. */
  readonly months: Words<number>;
  readonly units: Words<UnitName>;
  /** Fractions are allowed: `anderthalb` is 1.5. */
  readonly numbers: Words<number>;
  /** Words of `numbers` that are no hour: `a`, `ein`. */
  readonly articles: Phrases;
  /** `-1` = last. */
  readonly ordinals: Words<number>;
  readonly ordinalSuffixes: Phrases;
  readonly dateWords: Words<DateWord>;
  /** Words of `dateWords` that are names unless something leads to them. */
  readonly leadDateWords: Phrases;
  readonly endOf: Phrases;
  readonly noon: Phrases;
  /** Of `noon`, adverbs: they count at the start as well, where "noon" begins a name. */
  readonly noonAdverbs: Phrases;
  readonly midnight: Phrases;

  readonly dayParts: Words<DayPart>;
  /** Parts of the day that stand without a preposition: `abends`. */
  readonly adverbParts: Words<DayPart>;
  /** Words that are a part of the day after a day only: `montag morgen`. */
  readonly partsAfterDay: Words<DayPart>;

  /** Names with a word of time in them; they are never read. */
  readonly idioms: Phrases;

  readonly and: Phrases;
  readonly or: Phrases;
  readonly article: Phrases;
  /** Between a day and its month. */
  readonly ofDate: Phrases;
  /** Before a date. A word of `until` that is in `due` too means the due date unless something repeats. */
  readonly before: {
    readonly due: Phrases;
    readonly until: Phrases;
    readonly start: Phrases;
    /** In a list request: that day and all before it; all before it. */
    readonly upTo: Phrases;
    readonly ahead: Phrases;
    /** Of `start`, those that as well say where a thing comes from: they set no due date. */
    readonly origin: Phrases;
  };
  /** Between two dates or times: from A `to` B. */
  readonly rangeTo: Phrases;
  readonly at: Phrases;
  readonly on: Phrases;
  readonly inSpan: Phrases;
  readonly fromNow: Phrases;
  /** "a week `from` friday". */
  readonly fromDay: Phrases;
  readonly forSpan: Phrases;
  /** After a span: "3 Tage `lang`". */
  readonly forSpanAfter: Phrases;
  readonly next: Phrases;
  readonly this: Phrases;
  readonly last: Phrases;
  readonly half: Phrases;
  readonly andHalf: Phrases;
  /** Minutes from the hour that follows: `half past` 30, `quarter to` -15, `halb` -30. */
  readonly spokenTimes: Words<number>;
  /** Counted minutes: "ten `past` three", "zehn `vor` drei"; 1 or -1. */
  readonly minuteWords: Words<1 | -1>;
  readonly oClock: Phrases;
  /** Whether `oClock` says that the hour is one of 24. */
  readonly oClockIs24: boolean;
  /** Whether a blank may stand before am and pm; where `am` is a word it may not. */
  readonly meridiemBlank: boolean;
  readonly inThe: Phrases;
  /** Whether `24.12.` is a date. */
  readonly dottedDates: boolean;

  readonly every: Phrases;
  readonly except: Phrases;
  readonly other: Phrases;
  readonly times: Phrases;
  readonly workdays: Phrases;
  readonly weekends: Phrases;
  readonly day: Phrases;
  /** After "the last friday": of the month at hand, once. */
  readonly ofMonth: Phrases;
  /** Likewise, every month. */
  readonly ofEveryMonth: Phrases;
  readonly adverbs: Words<RepeatAdverb>;
  readonly afterDone: Phrases;

  readonly beforeIt: Phrases;
  readonly early: Phrases;
  readonly atTheTime: Phrases;
  readonly noReminder: Phrases;

  /** How the product is spoken to: "hey parley, …". */
  readonly address: Phrases;
  readonly verbs: {
    readonly create: Phrases;
    /** Start a task before a colon only. */
    readonly createLabels: Phrases;
    readonly remindMe: Phrases;
    readonly remindGlue: Phrases;
    /** `{}` is the rest: "kannst du mich {} erinnern". */
    readonly remindAround: Phrases;
    readonly complete: Templates;
    readonly reopen: Templates;
    readonly delete: Templates;
    readonly skip: Templates;
    readonly stopRepeat: Templates;
    readonly pause: Templates;
    readonly resume: Templates;
    /** `rename {} to {title}`; without a title it is asked for. */
    readonly rename: Templates;
    /** `{change}` is what becomes of the task; the task must be certain. */
    readonly change: Phrases;
    /** Likewise; the task may be named by its title. */
    readonly changeNamed: Phrases;
    /** Likewise, and the tags in it are taken away. */
    readonly untag: Phrases;
    /** Take the due date away. */
    readonly noDate: Templates;
    readonly move: Phrases;
    /** At the end of a sentence: "#2 auf Freitag `verschieben`". */
    readonly moveAtEnd: Phrases;
    readonly moveTo: Phrases;
    readonly moveBy: Phrases;
    /** After a span: "2 days `later`". */
    readonly moveLater: Phrases;
    readonly snooze: Phrases;
    /** `{}` is the time: "erinnere mich {} nochmal". */
    readonly snoozeAround: Phrases;
    readonly list: Phrases;
    readonly listFiller: Phrases;
    /** Whole sentences that ask for a list → its filter. */
    readonly listWhole: Words<string>;
    readonly find: Phrases;
    readonly search: Phrases;
    readonly undo: Phrases;
    readonly help: Phrases;
    readonly yes: Phrases;
    readonly no: Phrases;
    readonly smalltalk: Phrases;
  };
  readonly refs: {
    readonly last: Phrases;
    readonly all: Phrases;
    readonly taskWord: Phrases;
  };
  /** After `!`, and for `{change}` by themselves. */
  readonly priorityMarks: Words<Priority>;
  readonly priorityPhrases: Words<Priority>;
  /** Words of a list request → terms of the filter language. */
  readonly filterWords: Words<string>;
  readonly periodWords: Words<PeriodWord>;

  readonly messages: Messages;
  /** What a user may say, by example; each is checked to mean what it says. */
  readonly help: readonly HelpExample[];
}
