import type { RecurrenceMode } from '@parley/recurrence';
import type { Temporal } from 'temporal-polyfill';

export type RuleFrequency = 'HOURLY' | 'MINUTELY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A recurrence as said, before its start and end are known. */
export interface RuleDraft {
  readonly frequency: RuleFrequency;
  readonly interval: number;
  readonly mode: RecurrenceMode;
  /** `MO` or `-1FR`. */
  readonly byDay: readonly string[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
}

export const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const WORKDAYS: readonly string[] = DAY_CODES.slice(0, 5);
export const WEEKEND_DAY = 'SA';

/** A draft with the given parts. */
export function ruleDraft(parts: Partial<RuleDraft> & Pick<RuleDraft, 'frequency'>): RuleDraft {
  return { interval: 1, mode: 'fixed', byDay: [], byMonthDay: [], byMonth: [], bySetPos: [], ...parts };
}

/**
 * Days of the month as people mean them: the 31st of a short month is its last day. RFC 5545 would leave
 * such months out, so every day from the 28th on is a candidate and the last one is taken.
 */
export function monthDays(days: readonly number[]): Pick<RuleDraft, 'byMonthDay' | 'bySetPos'> {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const late = sorted.filter((day) => day > 28);
  const [last] = late;
  if (last === undefined || late.length > 1 || sorted.includes(-1))
    return { byMonthDay: sorted, bySetPos: [] };
  const early = sorted.filter((day) => day < 28);
  const tail = Array.from({ length: last - 27 }, (_, i) => 28 + i);
  return { byMonthDay: [...early, ...tail], bySetPos: [...early.map((_, i) => i + 1), -1] };
}

/** Whether anything but the period shapes the rule. */
export function isShaped(rule: RuleDraft): boolean {
  return rule.byDay.length + rule.byMonthDay.length + rule.byMonth.length > 0;
}

/** The rule as RFC 5545 text, with its times of day and its end. */
export function ruleText(
  rule: RuleDraft,
  extra: {
    readonly interval?: number;
    readonly times?: readonly Temporal.PlainTime[];
    readonly count?: number | null;
    readonly until?: Temporal.PlainDate | null;
  } = {},
): string {
  const interval = extra.interval ?? rule.interval;
  const { hours, minutes, positions } = timesOfDay(rule, extra.times ?? []);
  const list = (name: string, values: readonly (string | number)[]): string[] =>
    values.length === 0 ? [] : [`${name}=${values.join(',')}`];
  return [
    `FREQ=${rule.frequency}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...list('BYMONTH', rule.byMonth),
    ...list('BYMONTHDAY', rule.byMonthDay),
    ...list('BYDAY', rule.byDay),
    ...list('BYHOUR', hours),
    ...list('BYMINUTE', minutes),
    ...list('BYSETPOS', positions ?? rule.bySetPos),
    ...(extra.count === undefined || extra.count === null ? [] : [`COUNT=${extra.count}`]),
    ...(extra.until === undefined || extra.until === null
      ? []
      : [`UNTIL=${extra.until.toString().replaceAll('-', '')}`]),
  ].join(';');
}

/** Whether one rule can hold all the times of day: those with different minutes need a day or a week. */
export function holdsTimes(rule: RuleDraft, times: readonly Temporal.PlainTime[]): boolean {
  const same = times.every(({ minute }) => minute === times[0]?.minute);
  return same || rule.frequency === 'DAILY' || rule.frequency === 'WEEKLY';
}

interface TimesOfDay {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly positions?: readonly number[];
}

/** A rule combines each hour with each minute, so positions choose the times that were said. */
function timesOfDay(rule: RuleDraft, times: readonly Temporal.PlainTime[]): TimesOfDay {
  if (times.length < 2) return { hours: [], minutes: [] };
  const hours = distinct(times.map(({ hour }) => hour));
  const minutes = distinct(times.map(({ minute }) => minute));
  if (minutes.length === 1) return { hours, minutes };
  const all = hours.flatMap((hour) => minutes.map((minute) => `${hour}:${minute}`));
  const said = times.map(({ hour, minute }) => all.indexOf(`${hour}:${minute}`) + 1);
  const days = rule.frequency === 'WEEKLY' ? Math.max(1, rule.byDay.length) : 1;
  const positions = Array.from({ length: days }, (_, day) => said.map((at) => at + day * all.length)).flat();
  return { hours, minutes, positions: distinct(positions) };
}

function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
