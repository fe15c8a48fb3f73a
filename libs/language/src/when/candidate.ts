import type { Temporal } from 'temporal-polyfill';

import type { DayPart } from '../lexicon.js';
import type { Range } from '../text/draft.js';
import type { Duration } from '../text/duration.js';

/**
 * Where a phrase counts: anywhere; at an edge (or only the end) of the text or beside another phrase that
 * counts; only beside one of the other kind; or beside one and at the end.
 */
export type Strength = 'anywhere' | 'edge' | 'end' | 'beside' | 'beside-end';

/**
 * What a date phrase is for: the due date, the end or the start of a recurrence; `by` is the end of one and
 * the due date where nothing repeats.
 */
export type DateRole = 'due' | 'by' | 'until' | 'start';

/** A day of a month without its month's year. */
interface MonthDay {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** A day that is not yet fixed to a date. */
export type DayValue =
  | { readonly kind: 'date'; readonly date: Temporal.PlainDate }
  /** A month and a day without a year. */
  | { readonly kind: 'month-day'; readonly month: number; readonly day: number }
  | { readonly kind: 'month-end'; readonly month: number }
  | { readonly kind: 'day-of-month'; readonly day: number }
  /** The nth such day of a month, -1 the last; no weekday: any day, several: a workday. */
  | { readonly kind: 'nth-of-month'; readonly nth: number; readonly weekdays: readonly number[] }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly week: 'any' | 'this' | 'next' }
  | { readonly kind: 'tonight' }
  | { readonly kind: 'end-of-day' }
  | { readonly kind: 'span'; readonly duration: Duration }
  /** A span counted from another day. */
  | { readonly kind: 'after'; readonly base: DayValue; readonly duration: Duration }
  | ({ readonly kind: 'invalid' } & MonthDay)
  /** Impossible in the order of the locale, possible in the other. */
  | ({ readonly kind: 'other-order' } & MonthDay);

export interface DateCandidate {
  readonly is: 'date';
  readonly range: Range;
  readonly strength: Strength;
  readonly role: DateRole;
  readonly value: DayValue;
  /** The last day of "from … to …". */
  readonly to?: DayValue;
  /** The word that led to it. */
  readonly lead: string | null;
  /** A choice the user should see, if one was made. */
  readonly assumption?: string;
}

/** A time of day as said; `meridiem` null leaves the half of the day open unless `clock24`. */
export interface TimeValue {
  /** -1 stands for the user's own time of `part`. */
  readonly hour: number;
  readonly minute: number;
  readonly meridiem: 'am' | 'pm' | null;
  readonly clock24: boolean;
  readonly part: DayPart | null;
  /** "this morning" is one of today. */
  readonly today?: true;
}

export interface TimeCandidate {
  readonly is: 'time';
  readonly range: Range;
  readonly strength: Strength;
  readonly value: TimeValue;
  /** The end of "from … to …". */
  readonly to?: TimeValue;
}

export type Candidate = DateCandidate | TimeCandidate;
