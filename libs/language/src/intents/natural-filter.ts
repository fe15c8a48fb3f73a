import type { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import { Draft } from '../text/draft.js';
import type { PeriodWord } from '../lexicon.js';
import { key, matches, rangeOf } from '../text/patterns.js';
import { findWhen } from '../when/when.js';
import { resolveDay } from '../when/resolve-day.js';

/** Tokens that are the filter language already. */
const FILTER_TOKEN =
  /(?<![^\s])(?:-?#[\p{L}\p{N}_"/-]+|\+[\p{L}_/-][\p{L}\p{N}_/-]*|\+?"[^"]*"|![\p{L}\p{N}]+|p[1-4]|-?\p{L}+:(?:"[^"]*"|\S+))(?=\s|$)/giu;

/**
 * Turns the words of a list request ("what's due today", "overdue #home") into the filter language; null
 * when words are left over, since the request is then none.
 */
export function naturalFilter(words: string, reading: Reading): string | null {
  const { lexicon } = reading.grammar;
  const draft = new Draft(words.replace(/[?!.]+\s*$/u, ''));
  const terms: string[] = [];
  for (const match of matches(FILTER_TOKEN, draft.free)) {
    terms.push(match[0]);
    draft.drop(rangeOf(match));
  }
  for (const match of matches(reading.grammar.refs.periodWords, draft.free)) {
    const period = lexicon.periodWords[key(match[0])];
    if (period === undefined) continue;
    terms.push(`due:${daysOf(period, reading.today)}`);
    draft.drop(rangeOf(match));
  }
  for (const match of matches(reading.grammar.refs.filterWords, draft.free)) {
    const term = lexicon.filterWords[key(match[0])];
    if (term === undefined) continue;
    terms.push(term);
    draft.drop(rangeOf(match));
  }
  const { dates, times } = findWhen(draft.free, reading);
  const [date] = dates;
  if (dates.length === 1 && times.length === 0 && date !== undefined) {
    const day = resolveDay(date.value, null, reading);
    if (day !== null) terms.push(`due:${daysUpTo(date.lead, day.date, reading)}`);
    draft.drop(date.range);
  }
  const rest = draft.free.replace(reading.grammar.refs.filler, ' ').replace(/[,;&]/gu, ' ');
  return rest.trim() === '' ? terms.join(' ') : null;
}

/** "by friday" is every day up to it, "before friday" up to the day before. */
function daysUpTo(lead: string | null, date: Temporal.PlainDate, { grammar }: Reading): string {
  const { upTo, ahead } = grammar.lexicon.before;
  if (lead !== null && ahead.includes(lead)) return `..${date.subtract({ days: 1 }).toString()}`;
  return lead !== null && upTo.includes(lead) ? `..${date.toString()}` : date.toString();
}

const SATURDAY = 6;

/** The days of a period as a range of the filter language; of one that has begun, those that are left. */
function daysOf(period: PeriodWord, today: Temporal.PlainDate): string {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const month = today.toPlainYearMonth();
  const next = month.add({ months: 1 });
  const between = (first: Temporal.PlainDate, last: Temporal.PlainDate): string =>
    `${first.toString()}..${last.toString()}`;
  switch (period) {
    case 'this-week':
      return between(today, monday.add({ days: 6 }));
    case 'next-week':
      return between(monday.add({ days: 7 }), monday.add({ days: 13 }));
    case 'this-month':
      return between(today, month.toPlainDate({ day: month.daysInMonth }));
    case 'next-month':
      return between(next.toPlainDate({ day: 1 }), next.toPlainDate({ day: next.daysInMonth }));
    case 'this-weekend': {
      const saturday = monday.add({ days: SATURDAY - 1 });
      return between(today.dayOfWeek > SATURDAY ? today : saturday, saturday.add({ days: 1 }));
    }
  }
}
