import { Temporal } from 'temporal-polyfill';

import { isAllDay, parseCivil, type OccurrenceKey } from './civil.js';
import { expand, readRule } from './expansion.js';
import { parseRule } from './rule-parts.js';
import { fromStart } from './occurrences.js';
import type { SeriesRule } from './series-rule.js';

const END = /^(COUNT|UNTIL)=/i;

/** The rule without COUNT and UNTIL; every other part stays as it was written. */
export function withoutEnd(rrule: string): string {
  return rrule
    .split(';')
    .filter((part) => !END.test(part))
    .join(';');
}

/**
 * The rule, ending before an occurrence. UNTIL is written as the civil time of the series, which has no zone of its
 * own (RFC 5545, section 3.3.10: a floating start has a floating end).
 */
export function endingBefore(rrule: string, key: OccurrenceKey): string {
  const { date, time } = parseCivil(key);
  const until =
    time === null
      ? date.subtract({ days: 1 }).toString()
      : date.toPlainDateTime(time).subtract({ seconds: 1 }).toString({ smallestUnit: 'second' });
  return `${withoutEnd(rrule)};UNTIL=${until.replace(/[-:]/g, '')}`;
}

/** How many occurrences of a rule lie before one of them, excluded ones too, as COUNT does. */
export function occurrencesBefore(rule: SeriesRule, key: OccurrenceKey): number {
  let before = 0;
  for (const occurrence of fromStart(readRule({ ...rule, exdates: [] }))) {
    if (occurrence.key >= key) break;
    before += 1;
  }
  return before;
}

/**
 * The rule from one of its occurrences on, for a series that starts with it: what is left of COUNT, and the rest as it
 * was written.
 * @param used occurrences that COUNT has used up already
 */
export function startingAfter(rrule: string, used: number): string {
  const { count } = parseRule(rrule);
  return count === null ? rrule : `${withoutEnd(rrule)};COUNT=${Math.max(1, count - used)}`;
}

/** How many occurrences follow the instant; null when the rule has no end, or more than `most`. */
export function occurrencesLeft(rule: SeriesRule, after: Date, most = 100): number | null {
  const read = readRule(rule);
  if (read.parts.count === null && read.parts.until === null) return null;
  const today = isAllDay(rule.civilStart) ? dayOf(after, rule.zone) : '';
  let left = 0;
  for (const { key, due } of expand(read, Temporal.Instant.fromEpochMilliseconds(after.getTime()))) {
    if (read.allDay ? key <= today : due <= after) continue;
    left += 1;
    if (left > most) return null;
  }
  return left;
}

function dayOf(instant: Date, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(instant.getTime());
  return at.toZonedDateTimeISO(zone).toPlainDate().toString();
}
