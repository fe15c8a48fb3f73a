const DAY_MS = 86_400_000;
const DAYS_PER_WEEK = 7;

/** Days since 1970-01-01 on the proleptic Gregorian calendar; all arithmetic here is on integers. */
export type DayNumber = number;

/** A day with the members by which rules choose. `month` counts from 1. */
export interface CalendarDay {
  readonly number: DayNumber;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function dayNumber(year: number, month: number, day: number): DayNumber {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export function calendarDay(number: DayNumber): CalendarDay {
  const date = new Date(number * DAY_MS);
  return { number, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function daysInMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

export function daysInYear(year: number): number {
  return dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1);
}

/** 0 is Monday. 1970-01-01 was a Thursday. */
export function weekdayIndex(number: DayNumber): number {
  return modulo(number + 3, DAYS_PER_WEEK);
}

/** The first day of the week that holds the day. @param weekStart 0 is Monday */
export function startOfWeek(number: DayNumber, weekStart: number): DayNumber {
  return number - modulo(weekdayIndex(number) - weekStart, DAYS_PER_WEEK);
}

/**
 * The number of the week that holds a day, and how many weeks its year has (ISO 8601, RFC 5545, section 3.3.10:
 * week 1 is the first with at least four days in the year).
 */
export function weekOfYear(
  number: DayNumber,
  weekStart: number,
): { readonly week: number; readonly weeks: number } {
  const monday = startOfWeek(number, weekStart);
  // The fourth day of a week lies in the year that the week belongs to.
  const { year } = calendarDay(monday + 3);
  const first = firstWeek(year, weekStart);
  return {
    week: (monday - first) / DAYS_PER_WEEK + 1,
    weeks: (firstWeek(year + 1, weekStart) - first) / DAYS_PER_WEEK,
  };
}

function firstWeek(year: number, weekStart: number): DayNumber {
  return startOfWeek(dayNumber(year, 1, 4), weekStart);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
