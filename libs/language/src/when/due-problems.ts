import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Due, Problem, Suggestion } from '../result.js';
import { say } from '../messages.js';
import { exists } from './absolute-dates.js';
import type { DateCandidate, TimeCandidate } from './candidate.js';
import { clockTime } from './clock-time.js';
import { dueAt, dueText } from './due.js';
import { resolveDay } from './resolve-day.js';

/** A date in the past is asked about, never moved silently. */
export function futureSuggestions(due: Due, time: Temporal.PlainTime | null, reading: Reading): Problem {
  const { messages } = reading.grammar.lexicon;
  const tomorrow = dueAt(reading.today.add({ days: 1 }), time, reading);
  return {
    code: 'date.past',
    message: say(messages.past, { due: dueText(due) }),
    suggestions: [
      {
        label: time === null ? messages.tomorrow : `${messages.tomorrow} ${clock(time)}`,
        patch: { due: tomorrow },
      },
      { label: messages.keepOverdue, patch: { due } },
      { label: messages.noDate, patch: { due: null } },
    ],
  };
}

/** The calendar does not have the day; its neighbours and the next year that has it are offered. */
export function noSuchDate(
  { year, month, day }: { readonly year: number | null; readonly month: number; readonly day: number },
  reading: Reading,
): Problem {
  const dates: Temporal.PlainDate[] = [];
  if (month >= 1 && month <= 12) {
    const last = nextLastDay(month, year, reading.today);
    dates.push(last, last.add({ days: 1 }));
    for (let leap = last.year; leap <= last.year + 8; leap++) {
      if (!exists(leap, month, day)) continue;
      dates.push(Temporal.PlainDate.from({ year: leap, month, day }));
      break;
    }
  }
  return {
    code: 'date.invalid',
    message: reading.grammar.lexicon.messages.noSuchDate,
    suggestions: dates.map((date) => suggestion(date, null, reading)),
  };
}

/** A numeric date that only the other order of day and month can read. */
export function otherOrder(
  { year, month, day }: { readonly year: number | null; readonly month: number; readonly day: number },
  reading: Reading,
): Problem {
  const { messages } = reading.grammar.lexicon;
  const value = year === null ? { kind: 'month-day' as const, month, day } : null;
  const date =
    value === null
      ? Temporal.PlainDate.from({ year: year ?? 0, month, day })
      : resolveDay(value, null, reading)?.date;
  return {
    code: 'date.order',
    message: messages.otherOrder,
    suggestions:
      date === undefined
        ? []
        : [suggestion(date, null, reading), { label: messages.noDate, patch: { due: null } }],
  };
}

/** Two dates in one sentence: which one is meant is for the user to say. */
export function severalDates(
  dates: readonly DateCandidate[],
  times: readonly TimeCandidate[],
  reading: Reading,
): Problem {
  const [time] = times.map((candidate) => clockTime(candidate.value, false, reading).time);
  const days = dates
    .map((date) => resolveDay(date.value, time ?? null, reading)?.date)
    .filter((date) => date !== undefined);
  const options =
    days.length > 1
      ? days.map((date) => suggestion(date, times.length > 1 ? null : (time ?? null), reading))
      : times.map(({ value }) =>
          suggestion(days[0] ?? reading.today, clockTime(value, false, reading).time, reading),
        );
  return {
    code: 'date.several',
    message: reading.grammar.lexicon.messages.severalDates,
    suggestions: options.slice(0, 5),
  };
}

export function outOfRange({ grammar }: Reading): Problem {
  return { code: 'date.out-of-range', message: grammar.lexicon.messages.outOfRange, suggestions: [] };
}

function suggestion(date: Temporal.PlainDate, time: Temporal.PlainTime | null, reading: Reading): Suggestion {
  const due = dueAt(date, time, reading);
  return { label: dueText(due), patch: { due } };
}

function nextLastDay(month: number, year: number | null, today: Temporal.PlainDate): Temporal.PlainDate {
  const lastOf = (of: number): Temporal.PlainDate =>
    Temporal.PlainDate.from({ year: of, month, day: 31 }, { overflow: 'constrain' });
  const thisYear = lastOf(year ?? today.year);
  return year === null && Temporal.PlainDate.compare(thisYear, today) < 0 ? lastOf(today.year + 1) : thisYear;
}

function clock(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' });
}
