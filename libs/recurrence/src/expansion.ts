import { Temporal } from 'temporal-polyfill';

import {
  assertKnownZone,
  civilToZoned,
  formatCivil,
  isAllDay,
  parseCivil,
  type OccurrenceKey,
} from './civil.js';
import { civilTimes } from './civil-expansion.js';
import { elapsedTimes } from './elapsed-expansion.js';
import { isSubDaily } from './elapsed-period.js';
import { checkParts } from './rule-checks.js';
import { parseRule, type RuleParts } from './rule-parts.js';
import type { Occurrence, SeriesRule } from './series-rule.js';
import { lastMoment } from './until.js';
import { zonedTimes } from './zoned-times.js';

/** A rule that has been read and judged. */
export interface ReadRule {
  readonly rule: SeriesRule;
  readonly parts: RuleParts;
  readonly allDay: boolean;
}

/** Reads a rule and checks all that can be told without expanding it. */
export function readRule(rule: SeriesRule): ReadRule {
  assertKnownZone(rule.zone);
  const allDay = isAllDay(rule.civilStart);
  parseCivil(rule.civilStart);
  const parts = parseRule(rule.rrule);
  checkParts(parts, allDay);
  return { rule, parts, allDay };
}

/**
 * The occurrences at or after the instant, without the excluded ones. Whole days compare by the calendar
 * of the zone: the day of the instant still counts.
 */
export function* expand(read: ReadRule, from: Temporal.Instant): Generator<Occurrence> {
  const excluded = new Set(read.rule.exdates);
  for (const occurrence of isSubDaily(read.parts) ? elapsed(read, from) : calendar(read, from)) {
    if (!excluded.has(occurrence.key)) yield occurrence;
  }
}

/** The last moment that UNTIL allows, or null. */
export function untilOf({ rule, parts, allDay }: ReadRule): Temporal.ZonedDateTime | null {
  return parts.until === null ? null : lastMoment(parts.until, rule.zone, allDay);
}

function* elapsed(read: ReadRule, from: Temporal.Instant): Generator<Occurrence> {
  const start = civilToZoned(read.rule.civilStart, read.rule.zone);
  for (const at of elapsedTimes(read.parts, start, untilOf(read), from)) {
    yield { key: keyOfElapsed(at), due: new Date(at.epochMilliseconds) };
  }
}

function* calendar(read: ReadRule, from: Temporal.Instant): Generator<Occurrence> {
  const { rule, parts, allDay } = read;
  const { date, time } = parseCivil(rule.civilStart);
  const local = from.toZonedDateTimeISO(rule.zone).toPlainDateTime();
  const until = untilOf(read)?.toPlainDateTime() ?? null;
  // A time of the day before may have been moved past `from` by a gap, which is at most a day.
  const floor = allDay ? local.withPlainTime() : local.subtract({ days: 1 });
  const times = civilTimes(parts, date.toPlainDateTime(time ?? undefined), until, floor);
  if (allDay) {
    for (const civil of times) {
      const due = civil.toPlainDate().toZonedDateTime(rule.zone);
      yield { key: civil.toPlainDate().toString(), due: new Date(due.epochMilliseconds) };
    }
    return;
  }
  for (const { civil, at } of zonedTimes(times, rule.zone)) {
    if (Temporal.Instant.compare(at.toInstant(), from) < 0) continue;
    yield { key: formatCivil(civil), due: new Date(at.epochMilliseconds) };
  }
}

/** The second pass of a repeated hour needs its offset, or both passes had the same key. */
export function keyOfElapsed(at: Temporal.ZonedDateTime): OccurrenceKey {
  const civil = at.toPlainDateTime();
  const firstPass = civil.toZonedDateTime(at.timeZoneId, { disambiguation: 'compatible' });
  return firstPass.equals(at.with({ second: 0, millisecond: 0 }))
    ? formatCivil(civil)
    : `${formatCivil(civil)}${at.offset}`;
}
