import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import { key, matches, type NamedMatch } from '../text/patterns.js';
import type { DayValue } from './candidate.js';

interface AbsoluteDate {
  readonly match: NamedMatch;
  readonly value: DayValue;
  /** Counts anywhere in the text. */
  readonly certain: boolean;
}

/** Dates of long texts are looked for near the edges, so that the work does not grow with the text. */
const WINDOW = 160;

/** Dates that name their day and month. */
export function absoluteDates(free: string, reading: Reading): AbsoluteDate[] {
  return [
    ...isoDates(free, reading),
    ...slashDates(free, reading),
    ...impossibleDates(free, reading),
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

/** `5/12` in the order of the locale; it counts at an edge, or anywhere before a time. */
function slashDates(free: string, reading: Reading): AbsoluteDate[] {
  return matches(reading.grammar.dates.slash, free).map((match) => {
    const first = Number(match.groups['first']);
    const second = Number(match.groups['second']);
    const written = match.groups['year'];
    const year = written === undefined ? null : Number(written) + (written.length === 2 ? 2000 : 0);
    const [day, month] = reading.dayFirst ? [first, second] : [second, first];
    const certain = reading.grammar.dates.beforeTime.test(free.slice(match.index + match[0].length));
    if (!exists(year ?? 2028, month, day) && exists(year ?? 2028, day, month)) {
      return { match, value: { kind: 'other-order', year, month: day, day: month }, certain };
    }
    return { match, value: dateValue(year, month, day), certain };
  });
}

/** A month name with a day that it does not have; the date reader below does not see these. */
function impossibleDates(free: string, { grammar, today }: Reading): AbsoluteDate[] {
  const found: AbsoluteDate[] = [];
  for (const match of matches(grammar.dates.monthDay, free)) {
    const month = grammar.lexicon.months[key(match.groups['month'] ?? match.groups['month2'] ?? '')] ?? 0;
    const day = Number(match.groups['day'] ?? match.groups['day2']);
    const year = match.groups['year'] === undefined ? null : Number(match.groups['year']);
    const soon = [today.year, today.year + 1].some((candidate) => exists(candidate, month, day));
    if (day > 31 || (year === null ? soon : exists(year, month, day))) continue;
    found.push({ match, value: { kind: 'invalid', year, month, day }, certain: false });
  }
  return found;
}

/** Dates with month names, as far as the reader is certain of day and month. Its instants are not used. */
function namedDates(free: string, { grammar, today }: Reading): AbsoluteDate[] {
  const found: AbsoluteDate[] = [];
  // Noon exists on every day of every zone, so the host's zone cannot move the reference to another day.
  const reference = new Date(today.year, today.month - 1, today.day, 12);
  for (const [offset, text] of windows(free)) {
    for (const result of grammar.lexicon.chrono.parse(text, reference)) {
      const { start } = result;
      if (!start.isCertain('day') || !start.isCertain('month') || /^[\d\s/.:-]*$/u.test(result.text))
        continue;
      if (start.isCertain('hour') || start.tags().has('result/relativeDate')) continue;
      const [month, day] = [start.get('month') ?? 0, start.get('day') ?? 0];
      const year = start.isCertain('year') ? start.get('year') : null;
      const match = Object.assign([result.text.trimEnd()] as unknown as NamedMatch, {
        index: offset + result.index,
        groups: {},
      });
      const word = grammar.lexicon.ambiguousMonths.some((name) => key(result.text).startsWith(name));
      found.push({ match, value: dateValue(year, month, day), certain: !word });
    }
  }
  return found;
}

function windows(free: string): readonly (readonly [offset: number, text: string])[] {
  if (free.length <= 2 * WINDOW) return [[0, free]];
  return [
    [0, free.slice(0, WINDOW)],
    [free.length - WINDOW, free.slice(-WINDOW)],
  ];
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
