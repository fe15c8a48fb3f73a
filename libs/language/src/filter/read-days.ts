import { civilToInstant, isCivil } from '@parley/recurrence';
import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import { key } from '../text/patterns.js';
import { findDates } from '../when/find-dates.js';
import { periodDays } from '../when/period-days.js';
import { resolveDay } from '../when/resolve-day.js';
import type { DayRange } from './filter.js';

/** Whether days without a year, or counted, lie ahead of today or behind it. */
export type Direction = 'ahead' | 'behind';

interface Days {
  readonly first: Temporal.PlainDate | null;
  readonly last: Temporal.PlainDate | null;
}

const MAX_COUNT = 3_650;
const UNITS = { d: 'days', w: 'weeks', m: 'months', y: 'years' } as const;

/**
 * The days that a value names, in the user's zone: a day in any words of the grammar, `a..b`, `..b`, `a..`, `<a`,
 * `>=a`, a number of days `7d` from today or up to it, or a stretch such as `this-week`. Null if it names none.
 */
export function readDays(value: string, direction: Direction, reading: Reading): DayRange | null {
  const days = daysOf(value.toLowerCase(), direction, reading);
  if (days?.first && days.last && Temporal.PlainDate.compare(days.first, days.last) > 0) return null;
  return days && rangeOf(days, reading);
}

/** The days before or after a day, without it. */
export function readSide(value: string, side: '<' | '>', reading: Reading): DayRange | null {
  return /^[<>=]|\.\./u.test(value) ? null : readDays(`${side}${value}`, 'ahead', reading);
}

function daysOf(value: string, direction: Direction, reading: Reading): Days | null {
  const compared = /^(?<sign>[<>]=?|=)(?<day>.+)$/u.exec(value)?.groups;
  if (compared !== undefined)
    return beside(compared['sign'] ?? '', compared['day'] ?? '', direction, reading);
  if (value.includes('..')) return between(value.split('..'), direction, reading);
  return stretchOf(value, direction, reading) ?? oneDay(dayOf(value, direction, reading));
}

function oneDay(day: Temporal.PlainDate | null): Days | null {
  return day && { first: day, last: day };
}

function beside(sign: string, text: string, direction: Direction, reading: Reading): Days | null {
  const stretch = periodDays(periodName(text, reading), reading.today, true);
  const day = dayOf(text, direction, reading);
  const [first, last] = stretch ?? [day, day];
  if (first === null || last === null) return null;
  switch (sign) {
    case '<':
      return { first: null, last: first.subtract({ days: 1 }) };
    case '<=':
      return { first: null, last };
    case '>':
      return { first: last.add({ days: 1 }), last: null };
    case '>=':
      return { first, last: null };
    default:
      return { first, last };
  }
}

function between(ends: readonly string[], direction: Direction, reading: Reading): Days | null {
  const [from = '', to = ''] = ends;
  if (ends.length !== 2 || (from === '' && to === '')) return null;
  const first = from === '' ? null : dayOf(from, direction, reading);
  const last = to === '' ? null : dayOf(to, direction, reading);
  if ((from !== '' && first === null) || (to !== '' && last === null)) return null;
  return { first, last };
}

/** `7d` and `this-week`. */
function stretchOf(value: string, direction: Direction, reading: Reading): Days | null {
  const counted = /^(?<back>-)?(?<count>\d{1,4})(?<unit>[dwmy])$/u.exec(value)?.groups;
  if (counted === undefined) {
    // Of what is due, the days that are left count; of what is over, the whole of it.
    const period = periodDays(periodName(value, reading), reading.today, direction === 'behind');
    return period && { first: period[0], last: period[1] };
  }
  const count = Number(counted['count']);
  if (count < 1 || count > MAX_COUNT) return null;
  const span = { [UNITS[counted['unit'] as keyof typeof UNITS]]: count };
  const { today } = reading;
  const back = direction === 'behind' || counted['back'] !== undefined;
  return back
    ? { first: today.subtract(span).add({ days: 1 }), last: today }
    : { first: today, last: today.add(span).subtract({ days: 1 }) };
}

function periodName(value: string, { grammar }: Reading): string {
  return grammar.lexicon.periodWords[key(value)] ?? value;
}

/** An ISO date, `7d` from today, or any phrase of the grammar that names one day; hyphens may stand for blanks. */
function dayOf(text: string, direction: Direction, reading: Reading): Temporal.PlainDate | null {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return isCivil(text) ? Temporal.PlainDate.from(text) : null;
  const { today } = reading;
  const counted = /^(?<back>-)?(?<count>\d{1,4})(?<unit>[dwmy])$/u.exec(text)?.groups;
  if (counted !== undefined) {
    const count = Number(counted['count']);
    if (count < 1 || count > MAX_COUNT) return null;
    const span = { [UNITS[counted['unit'] as keyof typeof UNITS]]: count };
    return direction === 'behind' || counted['back'] !== undefined ? today.subtract(span) : today.add(span);
  }
  const words = text.replace(/(?<=\p{L})-(?=[\p{L}\d])|(?<=\d)-(?=\p{L})/gu, ' ');
  const whole = findDates(words, reading).find(
    ({ range: { start, end } }) => start === 0 && end === words.length,
  );
  if (whole === undefined) return null;
  const day = resolveDay(whole.value, null, reading)?.date ?? null;
  if (day === null || direction === 'ahead' || Temporal.PlainDate.compare(day, today) <= 0) return day;
  if (whole.value.kind === 'weekday') return day.subtract({ weeks: 1 });
  if (whole.value.kind === 'month-day') return day.subtract({ years: 1 });
  return whole.value.kind === 'day-of-month' ? day.subtract({ months: 1 }) : day;
}

function rangeOf({ first, last }: Days, { zone }: Reading): DayRange | null {
  const given = [first, last].filter((day) => day !== null);
  // What the database can hold, with a zone's hours to spare.
  if (given.some(({ year }) => year < 1_000 || year > 9_998)) return null;
  const start = (day: Temporal.PlainDate): string => civilToInstant(day.toString(), zone).toISOString();
  return {
    first: first?.toString() ?? null,
    last: last?.toString() ?? null,
    from: first === null ? null : start(first),
    until: last === null ? null : start(last.add({ days: 1 })),
  };
}
