import type { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Problem } from '../result.js';
import type { Draft } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { durationOf, numberOf, type Duration } from '../text/words.js';
import type { DateCandidate, DateRole } from '../when/candidate.js';
import { clockTime } from '../when/clock-time.js';
import { noSuchDate, otherOrder } from '../when/due-problems.js';
import { resolveDay } from '../when/resolve-day.js';
import { findWhen, takeWhen } from '../when/when.js';
import type { ReadRecurrence } from './read-recurrence.js';
import { resolveRecurrence, type ResolvedRecurrence } from './resolve-recurrence.js';

export interface ReadSeries extends ResolvedRecurrence {
  readonly assumptions: readonly string[];
}

const MAX_TIMES = 6;

/** Takes a series out of the text: its rule, times of day, start and end. */
export function readSeries(draft: Draft, found: ReadRecurrence, reading: Reading): ReadSeries {
  draft.take(draft.trimmed(found.range), 'recurrence', found.rule.frequency);
  const forSpan = takeSpan(draft, reading);
  const count = forSpan === null ? takeCount(draft, reading) : null;
  const when = findWhen(draft.free, reading);
  takeWhen(draft, when, 'recurrence');

  const said = when.times
    .slice(0, MAX_TIMES)
    .map(({ value }) => clockTime({ ...value, part: value.part ?? found.part }, false, reading));
  const part =
    found.part === null
      ? []
      : [
          clockTime(
            { hour: -1, minute: 0, meridiem: null, clock24: false, part: found.part },
            false,
            reading,
          ),
        ];
  const times = said.length > 0 ? said : part;
  const wrong = when.dates.find(
    ({ value }) => value.kind === 'invalid' || value.kind === 'other-order',
  )?.value;
  if (wrong?.kind === 'invalid') return { problem: noSuchDate(wrong, reading), assumptions: [] };
  if (wrong?.kind === 'other-order') return { problem: otherOrder(wrong, reading), assumptions: [] };

  const named = when.dates.some(({ role, value }) => role === 'due' && value.kind === 'weekday');
  if (named && found.rule.byDay.length > 0) return { problem: twoDays(), assumptions: [] };
  const series = {
    rule: found.rule,
    times: sameMinute(times.map(({ time }) => time)),
    start: dayOf(when.dates, 'start', reading) ?? dayOf(when.dates, 'due', reading),
    until: dayOf(when.dates, 'until', reading),
    forSpan,
    count,
  };
  const resolved = resolveRecurrence(series, reading);
  const assumptions = times.map(({ assumption }) => assumption).filter((text) => text !== null);
  return { ...resolved, assumptions };
}

/** One rule has one minute for all its hours; times that differ in it keep the first only. */
function sameMinute(times: readonly Temporal.PlainTime[]): readonly Temporal.PlainTime[] {
  return times.every((time) => time.minute === times[0]?.minute) ? times : times.slice(0, 1);
}

function dayOf(dates: readonly DateCandidate[], role: DateRole, reading: Reading): Temporal.PlainDate | null {
  const date = dates.find((candidate) => candidate.role === role);
  return date === undefined ? null : (resolveDay(date.value, null, reading)?.date ?? null);
}

/** "every monday at 10 and friday at noon" are two series. */
function twoDays(): Problem {
  return {
    code: 'date.several',
    message: 'One task repeats on one set of days. Please send two messages.',
    suggestions: [],
  };
}

function takeSpan(draft: Draft, { grammar }: Reading): Duration | null {
  const [match] = matches(grammar.recurrence.forSpan, draft.free);
  if (match === undefined) return null;
  draft.take(rangeOf(match), 'recurrence', match.groups['span'] ?? '');
  return durationOf(grammar.lexicon, match.groups['span'] ?? '');
}

function takeCount(draft: Draft, { grammar }: Reading): number | null {
  const [match] = matches(grammar.recurrence.count, draft.free);
  if (match === undefined) return null;
  draft.take(rangeOf(match), 'recurrence', match.groups['count'] ?? '');
  return numberOf(grammar.lexicon, match.groups['count'] ?? '');
}
