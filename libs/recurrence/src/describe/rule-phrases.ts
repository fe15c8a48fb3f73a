import type { Temporal } from 'temporal-polyfill';

import type { RuleParts, WeekdayOrdinal } from '../rule-parts.js';

/** The days that a rule names, told apart as people say them. */
export type DaysPhrase =
  | { readonly kind: 'none' }
  | { readonly kind: 'workdays' }
  | { readonly kind: 'weekdays'; readonly days: readonly WeekdayOrdinal[] }
  /** The nth of the workdays of a month; -1 is the last. */
  | { readonly kind: 'nth-workday'; readonly ordinals: readonly number[] }
  /** Days of the month; -1 is the last. */
  | { readonly kind: 'month-days'; readonly days: readonly number[] }
  | { readonly kind: 'year-days'; readonly months: readonly number[]; readonly days: readonly number[] };

/** What a language must be able to say. Each part is a phrase; the sentence joins them with blanks. */
export interface RulePhrases {
  readonly every: (frequency: RuleParts['frequency'], interval: number, days: DaysPhrase) => string;
  readonly at: (times: readonly Temporal.PlainTime[]) => string;
  readonly afterCompletion: string;
  readonly until: (date: Temporal.PlainDate) => string;
  readonly times: (count: number) => string;
  /** A rule too unusual to be said: shown as it is. */
  readonly raw: (rrule: string) => string;
}
