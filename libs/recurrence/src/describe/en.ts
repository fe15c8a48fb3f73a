import type { RuleParts, Weekday } from '../rule-parts.js';
import type { DaysPhrase, RulePhrases } from './rule-phrases.js';

const UNITS: Readonly<Record<RuleParts['frequency'], string>> = {
  YEARLY: 'year',
  MONTHLY: 'month',
  WEEKLY: 'week',
  DAILY: 'day',
  HOURLY: 'hour',
  MINUTELY: 'minute',
  SECONDLY: 'second',
};
const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

/** English. */
export const en: RulePhrases = {
  every: (frequency, interval, days) => {
    const period = interval === 1 ? `every ${UNITS[frequency]}` : `every ${interval} ${UNITS[frequency]}s`;
    if (days.kind === 'none') return period;
    const plainWeek = frequency === 'WEEKLY' && interval === 1;
    if (plainWeek) return `every ${daysText(days)}`;
    return `${period} on ${daysText(days)}`;
  },
  at: (times) => `at ${list(times.map((time) => time.toString({ smallestUnit: 'minute' })))}`,
  afterCompletion: 'after completion',
  until: (date) => `until ${MONTHS[date.month - 1] ?? ''} ${date.day}, ${date.year}`,
  times: (count) => (count === 1 ? 'once' : `${count} times`),
  raw: (rrule) => `by the rule ${rrule}`,
};

function daysText(days: DaysPhrase): string {
  switch (days.kind) {
    case 'none':
      return '';
    case 'workdays':
      return 'weekday';
    case 'weekdays':
      return list(
        days.days.map(({ day, ordinal }) =>
          ordinal === null ? WEEKDAYS[day] : `the ${nth(ordinal)} ${WEEKDAYS[day]}`,
        ),
      );
    case 'nth-workday':
      return `the ${list(days.ordinals.map(nth))} workday`;
    case 'month-days':
      return `the ${list(days.days.map((day) => (day < 0 ? `${nth(day)} day` : nth(day))))}`;
    case 'year-days':
      return list(
        days.months.flatMap((month) =>
          days.days.map((day) => `${MONTHS[month - 1] ?? ''} ${day < 0 ? `(${nth(day)} day)` : day}`),
        ),
      );
  }
}

const FROM_END = ['', 'last', 'second to last', 'third to last'];

function nth(ordinal: number): string {
  if (ordinal < 0) return FROM_END[-ordinal] ?? `${nth(-ordinal)} to last`;
  const tens = ordinal % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][ordinal % 10] ?? 'th');
  return `${ordinal}${suffix}`;
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
