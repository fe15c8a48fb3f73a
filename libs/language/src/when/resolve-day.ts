import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Duration } from '../text/duration.js';
import { exists } from './absolute-dates.js';
import type { DayValue } from './candidate.js';

/** The first date that fits a phrase; `explicit` if the phrase named it, so that it must not roll. */
export interface Day {
  readonly date: Temporal.PlainDate;
  readonly explicit: boolean;
}

/**
 * The date that a phrase means.
 * @param time the time of day given with it: a weekday or month day of today still counts while it is ahead
 * @returns null for phrases that are no day by themselves (spans below a day, dates that do not exist)
 */
export function resolveDay(value: DayValue, time: Temporal.PlainTime | null, reading: Reading): Day | null {
  const { today } = reading;
  switch (value.kind) {
    case 'date':
      return { date: value.date, explicit: true };
    case 'tonight':
    case 'end-of-day':
      return { date: today, explicit: true };
    case 'weekday':
      return { date: weekdayDate(value.weekday, value.week, time, reading), explicit: false };
    case 'month-day':
      return { date: nextMonthDay(value.month, value.day, today), explicit: false };
    case 'day-of-month':
      return { date: nextDayOfMonth(value.day, time, reading), explicit: false };
    case 'span':
      return { date: after(today, value.duration), explicit: true };
    case 'month-end': {
      const { year, month } = today;
      const last = (of: number): Temporal.PlainDate =>
        Temporal.PlainDate.from({ year: of, month: value.month, day: 31 }, { overflow: 'constrain' });
      return { date: last(value.month < month ? year + 1 : year), explicit: false };
    }
    case 'nth-of-month':
      return { date: nextNth(value.nth, value.weekdays, time, reading), explicit: false };
    case 'after': {
      const base = resolveDay(value.base, null, reading);
      return base === null ? null : { date: after(base.date, value.duration), explicit: true };
    }
    case 'invalid':
    case 'other-order':
      return null;
  }
}

/** A date a span later; months clamp to their last day. */
export function after(date: Temporal.PlainDate, { months, days }: Duration): Temporal.PlainDate {
  return date.add({ months, days });
}

function isAhead(time: Temporal.PlainTime, { clock }: Reading): boolean {
  return Temporal.PlainTime.compare(time, clock.toPlainTime()) > 0;
}

function weekdayDate(
  weekday: number,
  week: 'any' | 'this' | 'next',
  time: Temporal.PlainTime | null,
  reading: Reading,
): Temporal.PlainDate {
  const { today } = reading;
  if (week === 'next') return today.add({ days: 8 - today.dayOfWeek + weekday - 1 });
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  if (ahead > 0) return today.add({ days: ahead });
  return time !== null && isAhead(time, reading) ? today : today.add({ days: 7 });
}

function nextMonthDay(month: number, day: number, today: Temporal.PlainDate): Temporal.PlainDate {
  for (let year = today.year; ; year++) {
    if (!exists(year, month, day)) continue;
    const date = Temporal.PlainDate.from({ year, month, day });
    if (Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
}

function nextDayOfMonth(day: number, time: Temporal.PlainTime | null, reading: Reading): Temporal.PlainDate {
  const { today } = reading;
  const passed = day < today.day || (day === today.day && time !== null && !isAhead(time, reading));
  for (
    let month = today.toPlainYearMonth().add({ months: passed ? 1 : 0 });
    ;
    month = month.add({ months: 1 })
  ) {
    if (day <= month.daysInMonth) return month.toPlainDate({ day });
  }
}

/** The nth such day of this month if it is not over, else of the first month that has one. */
function nextNth(
  nth: number,
  weekdays: readonly number[],
  time: Temporal.PlainTime | null,
  reading: Reading,
): Temporal.PlainDate {
  const { today } = reading;
  const from = time !== null && !isAhead(time, reading) ? today.add({ days: 1 }) : today;
  for (let month = today.toPlainYearMonth(), i = 0; i < 24; month = month.add({ months: 1 }), i++) {
    const days = Array.from({ length: month.daysInMonth }, (_, day) => month.toPlainDate({ day: day + 1 }));
    const such = weekdays.length === 0 ? days : days.filter(({ dayOfWeek }) => weekdays.includes(dayOfWeek));
    const day = such.at(nth < 0 ? nth : nth - 1);
    if (day !== undefined && Temporal.PlainDate.compare(day, from) >= 0) return day;
  }
  return today;
}
