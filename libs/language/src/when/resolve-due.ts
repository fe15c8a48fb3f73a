import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Due, Problem } from '../result.js';
import type { Duration } from '../text/duration.js';
import type { DateCandidate } from './candidate.js';
import { clockTime, type ClockTime } from './clock-time.js';
import { dueAt, isPast } from './due.js';
import { futureSuggestions, noSuchDate, otherOrder, outOfRange, severalDates } from './due-problems.js';
import { mergedTimes } from './merged-times.js';
import { resolveDay, type Day } from './resolve-day.js';
import { endOf } from './resolve-end.js';
import type { When } from './when.js';

/** What a text says about the due time. `exact` is an instant to the second, for spans of minutes or hours. */
export interface ResolvedDue {
  readonly due?: Due;
  /** Of "from … to …". */
  readonly end?: Due;
  readonly exact?: Temporal.Instant;
  readonly assumptions: readonly string[];
  readonly problem?: Problem;
}

/** Dates further away than this are typing errors. */
const MAX_YEARS = 100;

/** Whether a date phrase says when a task is due, where nothing repeats. */
export function isDueDate({ role, to, lead }: DateCandidate, { grammar }: Pick<Reading, 'grammar'>): boolean {
  if (role === 'due' || role === 'by' || to !== undefined) return true;
  return role === 'start' && lead !== null && !grammar.lexicon.before.origin.includes(lead);
}

/** Turns the phrases of a text into a due time: of several dates none is guessed, none rolls out of the past. */
export function resolveDue(when: When, reading: Reading): ResolvedDue {
  const dates = distinct(
    when.dates.filter((date) => isDueDate(date, reading)),
    reading,
  );
  const [date, other] = dates;
  const times = mergedTimes(when.times);
  const [time] = times;
  if (other !== undefined || times.length > 1)
    return { assumptions: [], problem: severalDates(dates, times, reading) };
  if (date === undefined && time === undefined) return { assumptions: [] };

  const value = date?.value;
  if (value?.kind === 'invalid') return { assumptions: [], problem: noSuchDate(value, reading) };
  if (value?.kind === 'other-order') return { assumptions: [], problem: otherOrder(value, reading) };
  if (value?.kind === 'span' && value.duration.minutes > 0 && time === undefined)
    return elapsed(value.duration, reading);

  const tonight = value?.kind === 'tonight';
  const clock = timeOf(value, time === undefined ? null : clockTime(time.value, tonight, reading), reading);
  const assumptions = [date?.assumption, clock?.assumption].filter(
    (text) => text !== undefined && text !== null,
  );
  const day = dayOf(value, time?.value.today === true, clock, reading);
  if (day === null) return { assumptions };
  const due = checked(day, clock, reading);
  const end = due.due === undefined ? undefined : endOf(due.due, date?.to, time?.to, reading);
  return { ...due, ...(end !== undefined && { end }), assumptions };
}

function dayOf(
  value: DateCandidate['value'] | undefined,
  today: boolean,
  clock: ClockTime | null,
  reading: Reading,
): Day | null {
  if (value !== undefined) return resolveDay(value, clock?.time ?? null, reading);
  return today
    ? { date: reading.today, explicit: true }
    : { date: nextTime(clock, reading), explicit: false };
}

/** Some date words bring a time of day with them. */
function timeOf(
  value: DateCandidate['value'] | undefined,
  said: ClockTime | null,
  { settings }: Reading,
): ClockTime | null {
  if (said !== null || value === undefined) return said;
  if (value.kind === 'tonight') return { time: Temporal.PlainTime.from(settings.night), assumption: null };
  if (value.kind === 'end-of-day')
    return { time: Temporal.PlainTime.from(settings.dayEnd), assumption: null };
  return null;
}

/** A time without a date: today if it is still ahead, else tomorrow. */
function nextTime(clock: ClockTime | null, { clock: now, today }: Reading): Temporal.PlainDate {
  const ahead = clock !== null && today.toPlainDateTime(clock.time).toZonedDateTime(now.timeZoneId);
  return ahead !== false && Temporal.ZonedDateTime.compare(ahead, now) > 0 ? today : today.add({ days: 1 });
}

/** Minutes and hours are elapsed time; the wall-clock due time is never before it. */
function elapsed(duration: Duration, reading: Reading): ResolvedDue {
  const { clock, zone } = reading;
  if (duration.minutes > 60 * 24 * 366 || isFar(duration))
    return { assumptions: [], problem: outOfRange(reading) };
  const at = clock
    .add({ months: duration.months, days: duration.days })
    .add({ seconds: Math.round(duration.minutes * 60) });
  const civil = at.round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toPlainDateTime();
  const due: Due = { kind: 'datetime', civil: civil.toString({ smallestUnit: 'minute' }), zone };
  return { due, exact: at.toInstant(), assumptions: [] };
}

function isFar({ months, days }: Duration): boolean {
  return months > 12 * MAX_YEARS || days > 366 * MAX_YEARS;
}

function checked(day: Day, clock: ClockTime | null, reading: Reading): { due?: Due; problem?: Problem } {
  if (Math.abs(day.date.year - reading.today.year) > MAX_YEARS) return { problem: outOfRange(reading) };
  const due = dueAt(day.date, clock?.time ?? null, reading);
  if (isPast(due, reading)) return { problem: futureSuggestions(due, clock?.time ?? null, reading) };
  return { due };
}

/** The same day said twice ("friday we fly, dec 4") is one date; the one that names it exactly counts. */
function distinct(dates: readonly DateCandidate[], reading: Reading): readonly DateCandidate[] {
  const [named, more] = dates.filter(({ value }) => value.kind === 'date' || value.kind === 'month-day');
  if (named === undefined || more !== undefined) return dates;
  const day = resolveDay(named.value, null, reading)?.date.dayOfWeek;
  const said = (date: DateCandidate): boolean =>
    date === named || (date.value.kind === 'weekday' && date.to === undefined && date.value.weekday === day);
  return dates.every(said) ? [named] : dates;
}
