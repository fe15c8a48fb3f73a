import {
  calendarDay,
  dayNumber,
  daysInMonth,
  daysInYear,
  weekdayIndex,
  weekOfYear,
  type CalendarDay,
  type DayNumber,
} from './calendar-days.js';
import { weekdays, type RuleParts } from './rule-parts.js';

export type DayFilter = (day: CalendarDay) => boolean;

/**
 * Whether a rule takes a day, apart from INTERVAL, BYSETPOS and the ends. What a rule leaves open is taken from its
 * start (RFC 5545, section 3.3.10): `FREQ=MONTHLY` alone means the day of the month of the start.
 */
export function dayFilter(parts: RuleParts, start: CalendarDay): DayFilter {
  const { byMonth, byMonthDay, byYearDay, byWeekNo, byDay } = withDefaults(parts, start);
  const weekStart = weekdays.indexOf(parts.weekStart);
  const plain = new Set(
    byDay.filter(({ ordinal }) => ordinal === null).map(({ day }) => weekdays.indexOf(day)),
  );
  const ordinals = byDay.flatMap(({ day, ordinal }) =>
    ordinal === null ? [] : [{ weekday: weekdays.indexOf(day), ordinal }],
  );
  const withinMonth = parts.frequency === 'MONTHLY' || byMonth.length > 0;
  const onWeekday = (day: CalendarDay): boolean => {
    const weekday = weekdayIndex(day.number);
    if (plain.has(weekday)) return true;
    return ordinals.some((one) => one.weekday === weekday && isOrdinal(day, one.ordinal, withinMonth));
  };
  return (day) =>
    (byMonth.length === 0 || byMonth.includes(day.month)) &&
    (byMonthDay.length === 0 || fromEitherEnd(byMonthDay, day.day, daysInMonth(day.year, day.month))) &&
    (byDay.length === 0 || onWeekday(day)) &&
    (byYearDay.length === 0 || fromEitherEnd(byYearDay, dayOfYear(day), daysInYear(day.year))) &&
    (byWeekNo.length === 0 || inWeek(byWeekNo, day.number, weekStart));
}

function withDefaults(parts: RuleParts, start: CalendarDay): RuleParts {
  const { frequency, byMonth, byMonthDay, byYearDay, byWeekNo, byDay } = parts;
  const chosen = byMonthDay.length + byYearDay.length + byWeekNo.length + byDay.length > 0;
  if (chosen) return parts;
  const weekday = weekdays[weekdayIndex(start.number)] ?? 'MO';
  switch (frequency) {
    case 'YEARLY':
      return { ...parts, byMonth: byMonth.length > 0 ? byMonth : [start.month], byMonthDay: [start.day] };
    case 'MONTHLY':
      return { ...parts, byMonthDay: [start.day] };
    case 'WEEKLY':
      return { ...parts, byDay: [{ day: weekday, ordinal: null }] };
    default:
      return parts;
  }
}

/** Whether the day is the nth of its weekday in the month or year, from the end when negative. */
function isOrdinal(
  { year, month, day, number }: CalendarDay,
  ordinal: number,
  withinMonth: boolean,
): boolean {
  const position = withinMonth ? day : number - dayNumber(year, 1, 1) + 1;
  const length = withinMonth ? daysInMonth(year, month) : daysInYear(year);
  return ordinal > 0
    ? Math.ceil(position / 7) === ordinal
    : Math.ceil((length - position + 1) / 7) === -ordinal;
}

function dayOfYear({ year, number }: CalendarDay): number {
  return number - dayNumber(year, 1, 1) + 1;
}

/** Negative entries count from the end: -1 is the last. */
function fromEitherEnd(list: readonly number[], value: number, length: number): boolean {
  return list.includes(value) || list.includes(value - length - 1);
}

function inWeek(list: readonly number[], number: DayNumber, weekStart: number): boolean {
  const { week, weeks } = weekOfYear(number, weekStart);
  return fromEitherEnd(list, week, weeks);
}

/** The first day from `from` on that passes, or null when none does up to `last`. */
export function nextDay(filter: DayFilter, from: DayNumber, last: DayNumber): DayNumber | null {
  for (let number = from; number <= last; number++) if (filter(calendarDay(number))) return number;
  return null;
}
