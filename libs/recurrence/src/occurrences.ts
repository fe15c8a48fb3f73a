import { Temporal } from 'temporal-polyfill';

import { RuleNeverMatchesError } from './errors.js';
import { civilToZoned } from './civil.js';
import { expand, readRule, type ReadRule } from './expansion.js';
import type { Occurrence, SeriesRule } from './series-rule.js';

export const MAX_PREVIEW = 1_000;

/**
 * Accepts a rule, or says why not; the work is bounded for any input.
 * @throws {InvalidRuleError | CountAndUntilError | RuleTooFrequentError | RuleTooCostlyError |
 *   RuleNeverMatchesError | UnknownZoneError | InvalidCivilError}
 */
export function validateRule(rule: SeriesRule): void {
  if (fromStart(readRule({ ...rule, exdates: [] })).next().done === true) throw new RuleNeverMatchesError();
}

/**
 * The first occurrence of a series, or null when every one is excluded or past.
 * @param after only later occurrences count; for a whole-day series the day of `after` still does
 */
export function firstOccurrence(rule: SeriesRule, after?: Date): Occurrence | null {
  const read = readRule(rule);
  if (after === undefined) return first(fromStart(read));
  const isLater = (occurrence: Occurrence): boolean => read.allDay || occurrence.due > after;
  return first(expand(read, instant(after)), isLater);
}

/**
 * The occurrences at or after `from` (default: the start of the series), in order.
 * @param limit at most so many, never more than 1,000
 */
export function occurrences(
  rule: SeriesRule,
  { from, limit }: { readonly from?: Date; readonly limit: number },
): readonly Occurrence[] {
  const read = readRule(rule);
  const found: Occurrence[] = [];
  const most = Math.min(limit, MAX_PREVIEW);
  if (most <= 0) return found;
  for (const occurrence of from === undefined ? fromStart(read) : expand(read, instant(from))) {
    found.push(occurrence);
    if (found.length >= most) break;
  }
  return found;
}

/** All occurrences, from the first. */
export function fromStart(read: ReadRule): Generator<Occurrence> {
  return expand(read, civilToZoned(read.rule.civilStart, read.rule.zone).toInstant());
}

/** The first occurrence that passes, or null. */
export function first(
  candidates: Iterable<Occurrence>,
  accept: (occurrence: Occurrence) => boolean = () => true,
): Occurrence | null {
  for (const occurrence of candidates) if (accept(occurrence)) return occurrence;
  return null;
}

/** A `Date` as the engine counts instants. */
export function instant(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}
