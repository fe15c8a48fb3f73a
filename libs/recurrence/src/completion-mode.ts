import { Temporal } from 'temporal-polyfill';

import { formatCivil, parseCivil, type OccurrenceKey } from './civil.js';
import { isSubDaily, minutesPerStep } from './elapsed-period.js';
import { expand, keyOfElapsed, untilOf, type ReadRule } from './expansion.js';
import { first } from './occurrences.js';
import { hasByParts } from './rule-checks.js';
import type { Occurrence } from './series-rule.js';

/** How far a completion may lie before the due time it completes, in periods. */
const MAX_PERIODS = 10_000;

/**
 * The occurrence after a completion, counted from the day of completion in the zone; the time of day of
 * the completed occurrence is kept. It is always later than the completed key, which is used up.
 */
export function afterCompletion(
  read: ReadRule,
  completed: OccurrenceKey,
  completedAt: Temporal.Instant,
): Occurrence | null {
  const finished = completedAt.toZonedDateTimeISO(read.rule.zone);
  const until = untilOf(read);
  const next = hasByParts(read.parts)
    ? afterFiltered(read, completed, finished)
    : afterPeriod(read, completed, finished);
  if (next === null || (until !== null && next.due.getTime() > until.epochMilliseconds)) return null;
  return next;
}

/** A plain period: added to the day of completion, or to the instant below a day. */
function afterPeriod(
  read: ReadRule,
  completed: OccurrenceKey,
  finished: Temporal.ZonedDateTime,
): Occurrence | null {
  const excluded = new Set(read.rule.exdates);
  for (let periods = 1; periods <= MAX_PERIODS; periods++) {
    const next = isSubDaily(read.parts)
      ? elapsedStep(read, finished, periods)
      : calendarStep(read, completed, finished, periods);
    if (next.key > completed && !excluded.has(next.key)) return next;
  }
  return null;
}

function elapsedStep(read: ReadRule, finished: Temporal.ZonedDateTime, periods: number): Occurrence {
  const at = finished
    .round({ smallestUnit: 'minute', roundingMode: 'ceil' })
    .add({ minutes: minutesPerStep(read.parts) * periods });
  return { key: keyOfElapsed(at), due: new Date(at.epochMilliseconds) };
}

const UNITS = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const;

function calendarStep(
  { rule, parts, allDay }: ReadRule,
  completed: OccurrenceKey,
  finished: Temporal.ZonedDateTime,
  periods: number,
): Occurrence {
  const unit = UNITS[parts.frequency as keyof typeof UNITS];
  // A month without such a day gives its last one: January 31 plus a month is February 28.
  const date = finished.toPlainDate().add({ [unit]: parts.interval * periods }, { overflow: 'constrain' });
  const { time } = parseCivil(completed);
  const at = date.toPlainDateTime(time ?? undefined).toZonedDateTime(rule.zone);
  const key = allDay ? date.toString() : formatCivil(date.toPlainDateTime(time ?? undefined));
  return { key, due: new Date(at.epochMilliseconds) };
}

/** A rule with BY parts starts anew on the day of completion and skips that day. */
function afterFiltered(
  read: ReadRule,
  completed: OccurrenceKey,
  finished: Temporal.ZonedDateTime,
): Occurrence | null {
  const { time } = parseCivil(completed);
  const anchor = isSubDaily(read.parts)
    ? finished.round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toPlainDateTime()
    : finished.toPlainDate().toPlainDateTime(time ?? undefined);
  const civilStart = read.allDay ? anchor.toPlainDate().toString() : formatCivil(anchor);
  const endless = {
    ...read,
    rule: { ...read.rule, civilStart },
    parts: { ...read.parts, count: null, until: null },
  };
  const today = finished.toPlainDate().toString();
  return first(expand(endless, anchor.toZonedDateTime(read.rule.zone).toInstant()), ({ key, due }) => {
    if (key <= completed) return false;
    return isSubDaily(read.parts) ? due.getTime() > finished.epochMilliseconds : key.slice(0, 10) > today;
  });
}
