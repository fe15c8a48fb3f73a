import { InvalidRuleError } from './errors.js';

export const frequencies = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;
export type Frequency = (typeof frequencies)[number];

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** One BYDAY entry; `ordinal` is null for "every such day". */
export interface WeekdayOrdinal {
  readonly day: Weekday;
  readonly ordinal: number | null;
}

/** A recurrence rule of RFC 5545, section 3.3.10, read but not yet judged. Empty lists mean "not given". */
export interface RuleParts {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As written: `YYYYMMDD`, `YYYYMMDDTHHMMSS` or `YYYYMMDDTHHMMSSZ`. */
  readonly until: string | null;
  readonly weekStart: Weekday;
  readonly bySecond: readonly number[];
  readonly byMinute: readonly number[];
  readonly byHour: readonly number[];
  readonly byDay: readonly WeekdayOrdinal[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
}

const MAX_LENGTH = 512;
const KNOWN = new Set([
  ...['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYSECOND', 'BYMINUTE', 'BYHOUR', 'BYDAY'],
  ...['BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYMONTH', 'BYSETPOS'],
]);

/** Reads the text of a rule (no `RRULE:` prefix, no DTSTART). @throws {InvalidRuleError} */
export function parseRule(rrule: string): RuleParts {
  const parts = splitParts(rrule);
  const integer = (name: string, fallback: number | null): number | null => {
    const text = parts.get(name);
    return text === undefined ? fallback : positiveInteger(name, text);
  };
  const numbers = (name: string, low: number, high: number): readonly number[] =>
    parts
      .get(name)
      ?.split(',')
      .map((text) => bounded(name, text, low, high)) ?? [];
  const until = parts.get('UNTIL') ?? null;
  if (until !== null && !/^\d{8}(T\d{6}Z?)?$/.test(until)) throw new InvalidRuleError('UNTIL is not a date.');

  return {
    frequency: member('FREQ', parts.get('FREQ') ?? '', frequencies),
    interval: integer('INTERVAL', 1) ?? 1,
    count: integer('COUNT', null),
    until,
    weekStart: member('WKST', parts.get('WKST') ?? 'MO', weekdays),
    bySecond: numbers('BYSECOND', 0, 59),
    byMinute: numbers('BYMINUTE', 0, 59),
    byHour: numbers('BYHOUR', 0, 23),
    byDay: parts.get('BYDAY')?.split(',').map(weekdayOrdinal) ?? [],
    byMonthDay: numbers('BYMONTHDAY', -31, 31),
    byYearDay: numbers('BYYEARDAY', -366, 366),
    byWeekNo: numbers('BYWEEKNO', -53, 53),
    byMonth: numbers('BYMONTH', 1, 12),
    bySetPos: numbers('BYSETPOS', -366, 366),
  };
}

function splitParts(rrule: string): ReadonlyMap<string, string> {
  if (rrule.length > MAX_LENGTH) throw new InvalidRuleError(`A rule has at most ${MAX_LENGTH} characters.`);
  const parts = new Map<string, string>();
  for (const part of rrule.toUpperCase().split(';')) {
    const [name = '', value = '', ...rest] = part.split('=');
    if (!KNOWN.has(name) || value === '' || rest.length > 0) {
      throw new InvalidRuleError('The rule has a part that is not known.');
    }
    if (parts.has(name)) throw new InvalidRuleError(`${name} is given twice.`);
    parts.set(name, value);
  }
  return parts;
}

function member<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === text);
  if (found === undefined) throw new InvalidRuleError(`${name} must be one of ${allowed.join(', ')}.`);
  return found;
}

function positiveInteger(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) {
    throw new InvalidRuleError(`${name} must be a whole number above 0.`);
  }
  return Number(text);
}

/** Zero is allowed only where the range starts at zero; negative ranges count from the end and have no zero. */
function bounded(name: string, text: string, low: number, high: number): number {
  const value = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= low && value <= high) || (value === 0 && low !== 0)) {
    throw new InvalidRuleError(`${name} has a value outside its range.`);
  }
  return value;
}

function weekdayOrdinal(text: string): WeekdayOrdinal {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  if (match === null) throw new InvalidRuleError('BYDAY has a value that is not a weekday.');
  const ordinal = match[1] === undefined ? null : bounded('BYDAY', match[1], -53, 53);
  return { day: member('BYDAY', match[2] ?? '', weekdays), ordinal };
}
