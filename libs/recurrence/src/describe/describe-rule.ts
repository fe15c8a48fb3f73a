import { Temporal } from 'temporal-polyfill';

import { isAllDay, parseCivil } from '../civil.js';
import { isSubDaily } from '../elapsed-period.js';
import { parseRule, weekdays, type RuleParts } from '../rule-parts.js';
import type { SeriesRule } from '../series-rule.js';
import { lastMoment } from '../until.js';
import { de } from './de.js';
import { en } from './en.js';
import type { DaysPhrase, RulePhrases } from './rule-phrases.js';

const languages: ReadonlyMap<string, RulePhrases> = new Map([
  ['en', en],
  ['de', de],
]);

/**
 * The rule in words: "every month on the 1st at 09:00 until December 31, 2026". Languages without phrases
 * get English.
 * @param locale BCP 47
 * @throws {InvalidRuleError | InvalidCivilError}
 */
export function describeRule(rule: SeriesRule, locale: string): string {
  const phrases = languages.get(locale.toLowerCase().split(/[-_]/)[0] ?? '') ?? en;
  const parts = parseRule(rule.rrule);
  const days = daysOf(parts);
  if (days === null) return phrases.raw(rule.rrule);
  const allDay = isAllDay(rule.civilStart);
  const times = allDay || isSubDaily(parts) ? [] : timesOf(parts, rule);
  const words = [
    phrases.every(parts.frequency, parts.interval, days),
    ...(times.length === 0 ? [] : [phrases.at(times)]),
    ...(rule.mode === 'completion' ? [phrases.afterCompletion] : []),
    ...(parts.until === null
      ? []
      : [phrases.until(lastMoment(parts.until, rule.zone, allDay).toPlainDate())]),
  ].join(' ');
  return parts.count === null ? words : `${words}, ${phrases.times(parts.count)}`;
}

function timesOf(parts: RuleParts, { civilStart }: SeriesRule): readonly Temporal.PlainTime[] {
  const start = parseCivil(civilStart).time ?? new Temporal.PlainTime();
  const hours = parts.byHour.length > 0 ? parts.byHour : [start.hour];
  const minutes = parts.byMinute.length > 0 ? parts.byMinute : [start.minute];
  return hours.flatMap((hour) => minutes.map((minute) => new Temporal.PlainTime(hour, minute)));
}

/** The shapes that have a phrase; null for any other combination of parts. */
function daysOf(parts: RuleParts): DaysPhrase | null {
  const { byDay, byMonthDay, byMonth, bySetPos } = parts;
  if (parts.byYearDay.length + parts.byWeekNo.length > 0) return null;
  if (isSubDaily(parts) && parts.byHour.length + parts.byMinute.length + byDay.length + byMonthDay.length > 0)
    return null;
  const monthDays = wantedDays(byMonthDay, bySetPos);
  if (monthDays === null) return null;
  if (byMonth.length > 0) {
    return byDay.length === 0 && monthDays.length > 0
      ? { kind: 'year-days', months: byMonth, days: monthDays }
      : null;
  }
  if (monthDays.length > 0) return byDay.length === 0 ? { kind: 'month-days', days: monthDays } : null;
  const workdays =
    byDay.length === 5 && weekdays.slice(0, 5).every((day) => byDay.some((entry) => entry.day === day));
  if (bySetPos.length > 0) return workdays ? { kind: 'nth-workday', ordinals: bySetPos } : null;
  if (workdays && byDay.every(({ ordinal }) => ordinal === null)) return { kind: 'workdays' };
  return byDay.length > 0 ? { kind: 'weekdays', days: byDay } : { kind: 'none' };
}

/** "28,29,30,31, the last of them" is the 31st, clamped to the month; null for other positions. */
function wantedDays(days: readonly number[], positions: readonly number[]): readonly number[] | null {
  if (positions.length === 0 || days.length === 0) return days;
  const sorted = [...days].sort((a, b) => a - b);
  const early = sorted.filter((day) => day < 28);
  const clamped = sorted.slice(early.length).every((day, i) => day === 28 + i);
  const expected = [...early.map((_, i) => i + 1), -1];
  if (!clamped || expected.join() !== positions.join()) return null;
  return [...early, sorted.at(-1) ?? 0];
}
