import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import { key, matches, type NamedMatch } from '../text/patterns.js';
import { ordinalOf } from '../text/words.js';
import type { DayValue } from './candidate.js';

interface AbsoluteDate {
  readonly match: NamedMatch;
  readonly value: DayValue;
  /** The last day of "dec 1-3". */
  readonly to?: DayValue;
  /** Counts anywhere in the text. */
  readonly certain: boolean;
}

/** Dates that name their day and month. */
export function absoluteDates(free: string, reading: Reading): AbsoluteDate[] {
  const numeric = /\d/u.test(free);
  return [
    ...(numeric ? isoDates(free, reading) : []),
    ...(numeric ? slashDates(free, reading) : []),
    ...(numeric ? dottedDates(free, reading) : []),
    ...namedDates(free, reading),
  ];
}

function isoDates(free: string, { grammar }: Reading): AbsoluteDate[] {
  return matches(grammar.dates.iso, free).map((match) => {
    const [year, month, day] = ['year', 'month', 'day'].map((group) => Number(match.groups[group])) as [
      number,
      number,
      number,
    ];
    return { match, value: dateValue(year, month, day), certain: true };
  });
}

/** `5/12` in the order of the locale; it counts at an edge, or anywhere before a time. 50/50 is no date. */
function slashDates(free: string, reading: Reading): AbsoluteDate[] {
  const pairs = matches(reading.grammar.dates.slash, free).filter(
    ({ groups }) => Number(groups['first']) <= 31 || Number(groups['second']) <= 31,
  );
  return pairs.map((match) => {
    const first = Number(match.groups['first']);
    const second = Number(match.groups['second']);
    const year = yearOf(match.groups['year']);
    const [day, month] = reading.dayFirst ? [first, second] : [second, first];
    const certain = reading.grammar.dates.beforeTime.test(free.slice(match.index + match[0].length));
    if (!exists(year ?? 2028, month, day) && exists(year ?? 2028, day, month)) {
      return { match, value: { kind: 'other-order', year, month: day, day: month }, certain };
    }
    return { match, value: dateValue(year, month, day), certain };
  });
}

/** `24.12.` and `24.12.2026`; what else has dots is masked before, see `isDottedDate`. */
function dottedDates(free: string, { grammar }: Reading): AbsoluteDate[] {
  return matches(grammar.dates.dotted, free).map((match) => {
    const year = yearOf(match.groups['year'] ?? match.groups['short']);
    const value = dateValue(year, Number(match.groups['month']), Number(match.groups['day']));
    const { dayTo, monthTo } = match.groups;
    const to =
      dayTo === undefined
        ? undefined
        : dateValue(yearOf(match.groups['yearTo']) ?? year, Number(monthTo), Number(dayTo));
    return { match, value, ...(to !== undefined && { to }), certain: true };
  });
}

function namedDates(free: string, { grammar, today }: Reading): AbsoluteDate[] {
  const { lexicon, dates } = grammar;
  const found: AbsoluteDate[] = [];
  for (const match of matches(dates.monthDay, free)) {
    const { groups } = match;
    const name = key(groups['month'] ?? groups['month2'] ?? '');
    const month = lexicon.months[name] ?? 0;
    const day = ordinalOf(lexicon, groups['day'] ?? groups['day2'] ?? '') ?? 0;
    const year = yearOf(groups['year'] ?? groups['year2']);
    if (day > 31) continue;
    const soon = [today.year, today.year + 1].some((candidate) => exists(candidate, month, day));
    const there = year === null ? soon : exists(year, month, day);
    const to = groups['to'] ?? groups['to2'];
    found.push({
      match,
      value: there ? dateValue(year, month, day) : { kind: 'invalid', year, month, day },
      ...(to !== undefined && { to: dateValue(year, month, Number(to)) }),
      certain: there && !lexicon.ambiguousMonths.includes(name),
    });
  }
  for (const match of matches(dates.monthEnd, free)) {
    const month = lexicon.months[key(match.groups['month'] ?? '')] ?? 1;
    found.push({ match, value: { kind: 'month-end', month }, certain: false });
  }
  return found;
}

/** Two digits are of this century. */
function yearOf(written: string | undefined): number | null {
  return written === undefined ? null : Number(written) + (written.length === 2 ? 2000 : 0);
}

function dateValue(year: number | null, month: number, day: number): DayValue {
  if (!exists(year ?? 2028, month, day)) return { kind: 'invalid', year, month, day };
  if (year === null) return { kind: 'month-day', month, day };
  return { kind: 'date', date: Temporal.PlainDate.from({ year, month, day }) };
}

/** Whether the calendar has the day; 2028 stands for "some year", since it has a February 29. */
export function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}
