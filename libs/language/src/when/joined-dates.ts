import type { Reading } from '../context.js';
import { durationOf } from '../text/duration.js';
import type { Range } from '../text/draft.js';
import type { DateCandidate } from './candidate.js';
import { resolveDay } from './resolve-day.js';

/** Pairs are looked for among the first phrases only; an honest text has two or three. */
const MAX_PHRASES = 12;

/** Phrases made of two: "from friday to sunday", "a week from friday", "heute in einer Woche". */
export function joinedDates(
  free: string,
  found: readonly DateCandidate[],
  reading: Reading,
): DateCandidate[] {
  const some = found.slice(0, MAX_PHRASES);
  const pairs = some.flatMap((first) =>
    some.map((second) =>
      second.range.start >= first.range.end ? pairOf(free, first, second, reading) : null,
    ),
  );
  const spans = some.map((date) => spanFrom(free, date, reading));
  return [...pairs, ...spans].filter((joined) => joined !== null);
}

function pairOf(
  free: string,
  first: DateCandidate,
  second: DateCandidate,
  reading: Reading,
): DateCandidate | null {
  const { grammar } = reading;
  const between = free.slice(first.range.end, second.range.start);
  if (between.length > 16) return null;
  const range = { start: first.range.start, end: second.range.end };
  const sure = [first, second].some(({ strength }) => strength === 'anywhere');
  const whole = { ...first, range, strength: sure ? ('anywhere' as const) : ('edge' as const) };
  const blank = between.trim() === '';
  // "tomorrow and friday": the second is as certain as the first, so that the user is asked.
  if (isDay(first) && isDay(second) && second.strength === 'edge' && grammar.dates.listed.test(between))
    return { ...second, strength: 'anywhere' };
  if (first.value.kind === 'weekday' && isNamed(second) && /^\s*,?\s*$/u.test(between))
    return sameDay(first, second, range, reading);
  const until = blank && second.lead !== null && grammar.lexicon.rangeTo.includes(second.lead);
  if (isDay(first) && isDay(second) && (until || grammar.dates.rangeTo.test(between)))
    return { ...whole, to: second.value };
  if (!blank || second.value.kind !== 'span' || !isDay(first)) return null;
  // "today in 2 hours" says today once more; from any other day only days can be counted.
  if (second.value.duration.minutes > 0)
    return isToday(first, reading) ? { ...whole, value: second.value } : null;
  return { ...whole, value: { kind: 'after', base: first.value, duration: second.value.duration } };
}

/** "friday, december 4" is one day, named exactly; where they differ both count, so that the user is asked. */
function sameDay(
  weekday: DateCandidate,
  named: DateCandidate,
  range: Range,
  reading: Reading,
): DateCandidate {
  const day = resolveDay(named.value, null, reading)?.date.dayOfWeek;
  const said = weekday.value.kind === 'weekday' ? weekday.value.weekday : day;
  return day === said ? { ...named, range, role: weekday.role } : { ...weekday, strength: 'anywhere' };
}

function isToday({ value }: DateCandidate, { today }: Reading): boolean {
  return value.kind === 'date' && value.date.equals(today);
}

function isNamed({ value }: DateCandidate): boolean {
  return value.kind === 'date' || value.kind === 'month-day';
}

function isDay({ value }: DateCandidate): boolean {
  return value.kind !== 'span' && value.kind !== 'invalid' && value.kind !== 'other-order';
}

function spanFrom(free: string, date: DateCandidate, { grammar }: Reading): DateCandidate | null {
  if (date.lead === null || !grammar.lexicon.fromDay.includes(date.lead)) return null;
  const from = Math.max(0, date.range.start - 40);
  const match = grammar.dates.spanBefore.exec(free.slice(from, date.range.start));
  const span = match?.groups?.['span'];
  if (match === null || span === undefined) return null;
  return {
    ...date,
    range: { start: from + match.index, end: date.range.end },
    role: 'due',
    strength: 'anywhere',
    value: { kind: 'after', base: date.value, duration: durationOf(grammar.lexicon, span) },
  };
}
