import type { Civil, OccurrenceKey } from './civil.js';

/** Whether the next occurrence counts from the calendar or from the moment of completion. */
export const recurrenceModes = ['fixed', 'completion'] as const;
export type RecurrenceMode = (typeof recurrenceModes)[number];

/** What becomes of occurrences that passed unfinished: left out, or worked off one after the other. */
export const missedPolicies = ['jump', 'one-by-one'] as const;
export type MissedPolicy = (typeof missedPolicies)[number];

/**
 * All that decides when a series occurs. An occurrence is a wall-clock time in a zone; instants are derived.
 * @property rrule RFC 5545 rule without DTSTART, as the user or an import gave it
 * @property civilStart anchor of the rule: its date, or date and time, is where counting begins
 * @property exdates keys left out; they still use up COUNT (RFC 5545, section 3.8.5.1)
 */
export interface SeriesRule {
  readonly rrule: string;
  readonly civilStart: Civil;
  readonly zone: string;
  readonly mode: RecurrenceMode;
  readonly missed: MissedPolicy;
  readonly exdates: readonly OccurrenceKey[];
}

/** One date of a series. `due` of a whole day is the day's first moment in the zone. */
export interface Occurrence {
  readonly key: OccurrenceKey;
  readonly due: Date;
}
