import type { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Problem } from '../result.js';
import type { Draft } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { durationOf, type Duration } from '../text/duration.js';
import { numberOf } from '../text/words.js';
import type { DateCandidate, DateRole } from '../when/candidate.js';
import { clockTime } from '../when/clock-time.js';
import { noSuchDate, otherOrder } from '../when/due-problems.js';
import { dueText } from '../when/due.js';
import { mergedTimes } from '../when/merged-times.js';
import { resolveDay } from '../when/resolve-day.js';
import { findWhen, takeWhen } from '../when/when.js';
import type { ReadRecurrence } from './read-recurrence.js';
import { withinHours } from './within-hours.js';
import { holdsTimes, type RuleDraft } from './rule-draft.js';
import { resolveRecurrence, type ResolvedRecurrence } from './resolve-recurrence.js';

export interface ReadSeries extends ResolvedRecurrence {
  readonly assumptions: readonly string[];
}

const MAX_TIMES = 6;

/** Takes a series out of the text: its rule, times of day, start and end. */
export function readSeries(draft: Draft, found: ReadRecurrence, reading: Reading): ReadSeries {
  const phrase = draft.trimmed(found.range);
  draft.take(phrase, 'recurrence', found.rule.frequency);
  const forSpan = takeSpan(draft, found.rule, reading);
  const count = forSpan === null ? takeCount(draft, reading) : null;
  const when = findWhen(draft.free, reading, { anchor: phrase });
  const excepted = when.dates.some(({ range }) =>
    reading.grammar.recurrence.afterExcept.test(draft.free.slice(0, range.start)),
  );
  if (excepted) return { problem: noExceptions(reading), assumptions: [] };
  const endsAt = when.times.some(({ range }) =>
    reading.grammar.recurrence.afterUntil.test(draft.free.slice(0, range.start)),
  );
  if (endsAt) return { problem: noEndTime(reading), assumptions: [] };
  const phrases = takeWhen(draft, when, '');

  const clocks = mergedTimes(when.times)
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
  const times = clocks.length > 0 ? clocks : part;
  const wrong = when.dates.find(
    ({ value }) => value.kind === 'invalid' || value.kind === 'other-order',
  )?.value;
  if (wrong?.kind === 'invalid') return { problem: noSuchDate(wrong, reading), assumptions: [] };
  if (wrong?.kind === 'other-order') return { problem: otherOrder(wrong, reading), assumptions: [] };

  const named = when.dates.some(({ role, value }) => role === 'due' && value.kind === 'weekday');
  const spoken = times.map(({ time }) => time);
  if ((named && found.rule.byDay.length > 0) || !holdsTimes(found.rule, spoken))
    return { problem: twoDays(reading), assumptions: [] };
  const span = when.dates.find(({ to }) => to !== undefined);
  const windowed = withinHours(found.rule, mergedTimes(when.times)[0], spoken, reading);
  const series = {
    rule: windowed?.rule ?? found.rule,
    times: windowed?.times ?? spoken,
    start: dayOf(when.dates, 'start', reading) ?? dayOf(when.dates, 'due', reading),
    until: dayOf(when.dates, 'until', reading) ?? dayOf(when.dates, 'by', reading) ?? lastOf(span, reading),
    forSpan,
    count,
  };
  const resolved = resolveRecurrence(series, reading);
  const { due, recurrence } = resolved;
  if (recurrence !== undefined) draft.explain(phrase, recurrence.rrule);
  const assumptions = times.map(({ assumption }) => assumption).filter((text) => text !== null);
  const first = due === undefined ? '' : dueText(due);
  [...when.dates, ...when.times].forEach((candidate, i) => {
    const said = phrases[i];
    if (said === undefined) return;
    const ends = candidate.is === 'date' && (candidate.role === 'until' || candidate.role === 'by');
    if (ends) draft.explain(said, recurrence?.rrule ?? '', null, 'recurrence');
    else draft.explain(said, first, candidate.is === 'time' ? assumptions[0] : null);
  });
  return { ...resolved, assumptions };
}

function dayOf(dates: readonly DateCandidate[], role: DateRole, reading: Reading): Temporal.PlainDate | null {
  const date = dates.find((candidate) => candidate.role === role);
  return date === undefined ? null : (resolveDay(date.value, null, reading)?.date ?? null);
}

function lastOf(span: DateCandidate | undefined, reading: Reading): Temporal.PlainDate | null {
  return span?.to === undefined ? null : (resolveDay(span.to, null, reading)?.date ?? null);
}

/** "every monday at 10 and friday at noon" are two series. */
function twoDays({ grammar }: Reading): Problem {
  return { code: 'date.several', message: grammar.lexicon.messages.oneSetOfDays, suggestions: [] };
}

/** "every 2 hours until 6pm": a series ends on a day or after a number of times. */
function noEndTime({ grammar }: Reading): Problem {
  return { code: 'recurrence.invalid', message: grammar.lexicon.messages.noEndTime, suggestions: [] };
}

/** A rule has no single days to leave out; they are skipped when they come. */
function noExceptions({ grammar }: Reading): Problem {
  return { code: 'recurrence.invalid', message: grammar.lexicon.messages.noExceptions, suggestions: [] };
}

/** "for 3 weeks" ends a series; in "run for 30 minutes every day" the span is shorter than its period. */
function takeSpan(draft: Draft, { frequency }: RuleDraft, { grammar }: Reading): Duration | null {
  const subDaily = frequency === 'HOURLY' || frequency === 'MINUTELY';
  const match = matches(grammar.recurrence.forSpan, draft.free).find(({ groups }) => {
    const { days, months } = durationOf(grammar.lexicon, groups['span'] ?? groups['span2'] ?? '');
    return subDaily || days + months > 0;
  });
  if (match === undefined) return null;
  const span = match.groups['span'] ?? match.groups['span2'] ?? '';
  draft.take(rangeOf(match), 'recurrence', span);
  return durationOf(grammar.lexicon, span);
}

function takeCount(draft: Draft, { grammar }: Reading): number | null {
  const [match] = matches(grammar.recurrence.count, draft.free);
  if (match === undefined) return null;
  draft.take(rangeOf(match), 'recurrence', match.groups['count'] ?? '');
  return numberOf(grammar.lexicon, match.groups['count'] ?? '');
}
