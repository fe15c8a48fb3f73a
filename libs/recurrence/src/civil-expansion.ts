import { Temporal } from 'temporal-polyfill';

import {
  calendarDay,
  dayNumber,
  daysInMonth,
  daysInYear,
  startOfWeek,
  type CalendarDay,
  type DayNumber,
} from './calendar-days.js';
import { dayFilter, type DayFilter } from './day-filter.js';
import { weekdays, type RuleParts } from './rule-parts.js';

/** Occurrences after this year are not offered; clock changes so far ahead are guesses anyway. */
export const LAST_YEAR = 2_199;
const MINUTES_PER_DAY = 1_440;

/** Minutes since 1970-01-01T00:00 on the wall clock, whatever the zone. */
type WallMinute = number;

/** The days of one period of a rule: a day, week, month or year. */
interface Period {
  readonly first: DayNumber;
  readonly length: number;
}

/**
 * The wall-clock times of a rule of days or longer at or after `from`, in order (RFC 5545, section 3.3.10). They are
 * counted on the calendar alone, so no clock change of any zone can drop or move one.
 * @param until last wall-clock time, replacing the one in the rule
 */
export function* civilTimes(
  parts: RuleParts,
  start: Temporal.PlainDateTime,
  until: Temporal.PlainDateTime | null,
  from: Temporal.PlainDateTime,
): Generator<Temporal.PlainDateTime> {
  const earliest = wallMinute(start);
  const floor = Math.max(earliest, Math.ceil(wallMinute(from)));
  let remaining = parts.count ?? Number.POSITIVE_INFINITY;
  // COUNT can only be known by counting from the start.
  const last = dayNumber(LAST_YEAR, 12, 31);
  const end = until === null ? last : Math.min(last, dayNumber(until.year, until.month, until.day));
  for (const minute of minutes(parts, start, parts.count === null ? floor : earliest, end)) {
    if (minute < earliest) continue;
    if (remaining === 0) return;
    remaining -= 1;
    if (minute < floor) continue;
    const time = plain(minute);
    if (until !== null && Temporal.PlainDateTime.compare(time, until) > 0) return;
    yield time;
  }
}

/** All that the periods from the one of `from` on hold, also what lies before the start or `from`. */
function* minutes(
  parts: RuleParts,
  start: Temporal.PlainDateTime,
  from: WallMinute,
  last: DayNumber,
): Generator<WallMinute> {
  const startDay = calendarDay(dayNumber(start.year, start.month, start.day));
  const filter = dayFilter(parts, startDay);
  const times = timesOfDay(parts, start);
  const fromDay = calendarDay(Math.floor(from / MINUTES_PER_DAY));
  for (const period of periods(parts, startDay, fromDay)) {
    if (period.first > last) return;
    const days = daysOf(period, filter);
    if (days.length === 0) continue;
    const all = days.flatMap((day) => times.map((time) => day * MINUTES_PER_DAY + time));
    yield* parts.bySetPos.length === 0 ? all : atPositions(all, parts.bySetPos);
  }
}

/** The periods that INTERVAL leaves, without end, from the last one that starts at or before `from`. */
function* periods(parts: RuleParts, start: CalendarDay, from: CalendarDay): Generator<Period> {
  const { interval } = parts;
  const firstIndex = (distance: number): number => Math.max(0, Math.floor(distance / interval)) * interval;
  switch (parts.frequency) {
    case 'YEARLY':
      for (let year = start.year + firstIndex(from.year - start.year); ; year += interval)
        yield { first: dayNumber(year, 1, 1), length: daysInYear(year) };
    case 'MONTHLY': {
      const origin = start.year * 12 + start.month - 1;
      const distance = from.year * 12 + from.month - 1 - origin;
      for (let index = origin + firstIndex(distance); ; index += interval) {
        const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
        yield { first: dayNumber(year, month, 1), length: daysInMonth(year, month) };
      }
    }
    case 'WEEKLY': {
      const weekStart = weekdays.indexOf(parts.weekStart);
      const origin = startOfWeek(start.number, weekStart);
      const weeks = firstIndex((startOfWeek(from.number, weekStart) - origin) / 7);
      for (let first = origin + weeks * 7; ; first += interval * 7) yield { first, length: 7 };
    }
    default:
      for (let first = start.number + firstIndex(from.number - start.number); ; first += interval)
        yield { first, length: 1 };
  }
}

function daysOf({ first, length }: Period, filter: DayFilter): readonly DayNumber[] {
  const days: DayNumber[] = [];
  for (let number = first; number < first + length; number++)
    if (filter(calendarDay(number))) days.push(number);
  return days;
}

/** Minutes of the day at which the rule occurs, ascending. */
function timesOfDay({ byHour, byMinute }: RuleParts, start: Temporal.PlainDateTime): readonly number[] {
  const hours = byHour.length > 0 ? byHour : [start.hour];
  const minutesOfHour = byMinute.length > 0 ? byMinute : [start.minute];
  const times = hours.flatMap((hour) => minutesOfHour.map((minute) => hour * 60 + minute));
  return [...new Set(times)].sort((a, b) => a - b);
}

/** BYSETPOS: 1 is the first of the period, -1 the last. */
function atPositions(all: readonly WallMinute[], positions: readonly number[]): readonly WallMinute[] {
  const chosen = positions.flatMap((position) => all.at(position > 0 ? position - 1 : position) ?? []);
  return [...new Set(chosen)].sort((a, b) => a - b);
}

function wallMinute(time: Temporal.PlainDateTime): WallMinute {
  const days = dayNumber(time.year, time.month, time.day);
  return days * MINUTES_PER_DAY + time.hour * 60 + time.minute + (time.second > 0 ? 0.5 : 0);
}

function plain(minute: WallMinute): Temporal.PlainDateTime {
  const { year, month, day } = calendarDay(Math.floor(minute / MINUTES_PER_DAY));
  const ofDay = minute - Math.floor(minute / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  return new Temporal.PlainDateTime(year, month, day, Math.floor(ofDay / 60), ofDay % 60);
}
