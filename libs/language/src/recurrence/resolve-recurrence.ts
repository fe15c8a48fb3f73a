import { firstOccurrence, validateRule, type SeriesRule } from '@parley/recurrence';
import { isDomainError } from '@parley/kernel';
import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Due, Problem, RecurrenceDraft } from '../result.js';
import type { Duration } from '../text/duration.js';
import { isShaped, monthDays, ruleText, type RuleDraft } from './rule-draft.js';

/** What a sentence says about a series beside its rule. */
export interface SeriesParts {
  readonly rule: RuleDraft;
  readonly times: readonly Temporal.PlainTime[];
  /** "starting …", or a plain date. */
  readonly start: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
  readonly forSpan: Duration | null;
  readonly count: number | null;
}

export interface ResolvedRecurrence {
  readonly recurrence?: RecurrenceDraft;
  readonly due?: Due;
  readonly problem?: Problem;
}

/**
 * Fixes the first occurrence and the end of a series. The first occurrence is the start of the rule, so its
 * week or month sets the phase of longer intervals.
 */
export function resolveRecurrence(parts: SeriesParts, reading: Reading): ResolvedRecurrence {
  try {
    const first = firstCivil(parts, reading);
    if (first === null) return { problem: invalid(reading.grammar.lexicon.messages.noOccurrence) };
    const anchored = { ...parts, rule: anchor(parts.rule, first) };
    const recurrence = { rrule: rruleOf(anchored, first), civilStart: first, mode: parts.rule.mode };
    validateRule(seriesRule(recurrence.rrule, first, parts, reading));
    const due: Due = first.includes('T')
      ? { kind: 'datetime', civil: first, zone: reading.zone }
      : { kind: 'date', date: first };
    return { recurrence, due };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { problem: invalid(error.message) };
  }
}

function invalid(message: string): Problem {
  return { code: 'recurrence.invalid', message, suggestions: [] };
}

/** The first occurrence: the first match of the rule without its interval, or today for a plain period. */
function firstCivil(parts: SeriesParts, reading: Reading): string | null {
  const { rule, times, start } = parts;
  const { today, clock, now } = reading;
  const [time] = [...times].sort((a, b) => Temporal.PlainTime.compare(a, b));
  const from = start ?? today;
  if (rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY')
    return firstElapsed(from, time, start !== null, reading);
  const seed = time === undefined ? from.toString() : at(from, time);
  if (isShaped(rule) || times.length > 1) {
    const every = ruleText(rule, { interval: 1, times });
    return firstOccurrence(seriesRule(every, seed, parts, reading), now)?.key ?? null;
  }
  const later =
    time === undefined || start !== null || Temporal.PlainTime.compare(time, clock.toPlainTime()) > 0;
  if (later) return seed;
  const date = rule.frequency === 'DAILY' ? today.add({ days: 1 }) : today.add(spanOf(rule));
  return at(date, time);
}

/** Below a day the series starts at the time said, or now. */
function firstElapsed(
  from: Temporal.PlainDate,
  time: Temporal.PlainTime | undefined,
  dated: boolean,
  { clock, today }: Reading,
): string {
  if (time === undefined && !dated) {
    return clock
      .round({ smallestUnit: 'minute', roundingMode: 'ceil' })
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
  }
  const said = time ?? new Temporal.PlainTime(9);
  const passed = !dated && Temporal.PlainTime.compare(said, clock.toPlainTime()) <= 0;
  return at(passed ? today.add({ days: 1 }) : from, said);
}

/** "every month" from the 31st means the 31st, so the day is written into the rule where months differ. */
function anchor(rule: RuleDraft, first: string): RuleDraft {
  const [, month = 0, day = 0] = first.slice(0, 10).split('-').map(Number);
  if (isShaped(rule) || rule.mode === 'completion' || day <= 28) return rule;
  if (rule.frequency === 'MONTHLY') return { ...rule, ...monthDays([day]) };
  if (rule.frequency === 'YEARLY' && month === 2)
    return { ...rule, byMonth: [2], byMonthDay: [28, 29], bySetPos: [-1] };
  return rule;
}

function rruleOf({ rule, times, until, forSpan, count }: SeriesParts, first: string): string {
  if (forSpan === null) return ruleText(rule, { times, until, count });
  const minutes = forSpan.minutes + forSpan.days * 1_440;
  const step = rule.interval * (rule.frequency === 'HOURLY' ? 60 : 1);
  if (rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY') {
    return ruleText(rule, { count: Math.max(1, Math.ceil((minutes + forSpan.months * 30 * 1_440) / step)) });
  }
  const end = Temporal.PlainDate.from(first.slice(0, 10)).add({ months: forSpan.months, days: forSpan.days });
  return ruleText(rule, { times, until: end.subtract({ days: 1 }) });
}

function spanOf({ frequency, interval }: RuleDraft): Temporal.DurationLike {
  if (frequency === 'WEEKLY') return { weeks: interval };
  return frequency === 'MONTHLY' ? { months: interval } : { years: interval };
}

function seriesRule(rrule: string, civilStart: string, { rule }: SeriesParts, { zone }: Reading): SeriesRule {
  return { rrule, civilStart, zone, mode: rule.mode, missed: 'jump', exdates: [] };
}

function at(date: Temporal.PlainDate, time: Temporal.PlainTime): string {
  return date.toPlainDateTime(time).toString({ smallestUnit: 'minute' });
}
