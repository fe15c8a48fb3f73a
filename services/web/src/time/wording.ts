import type { Due } from '../api/types.js';
import { civil, daysBetween } from './civil.js';

/** Where and how the person reads time. */
export interface Reader {
  readonly zone: string;
  /** A BCP 47 tag for formats; the words are English. */
  readonly locale: string;
}

export type DueTone = 'overdue' | 'today' | 'later';

export interface DueWording {
  /** "Tomorrow, 09:00" */
  readonly text: string;
  /** "Tuesday, 1 December 2026 at 09:00, in 10 days (Europe/Berlin)" */
  readonly detail: string;
  readonly tone: DueTone;
}

/** English words in the formats of the person's region, because the page itself speaks English. */
export function displayLocale(locale: string): string {
  try {
    const region = new Intl.Locale(locale).maximize().region;
    return region === undefined ? 'en' : `en-${region}`;
  } catch {
    return 'en';
  }
}

/** How a due date is shown: relative where that is shorter to think, absolute in the detail. */
export function dueWording(due: Due, now: Date, reader: Reader): DueWording {
  const today = civil(now, reader.zone).day;
  if (due.kind === 'date') {
    const distance = daysBetween(today, due.date);
    const noon = new Date(`${due.date}T12:00Z`);
    const long = dayFormat(reader.locale, 'UTC', 'long').format(noon);
    return {
      text: dayWord(distance, noon, today, { ...reader, zone: 'UTC' }),
      detail: `${long}, ${inDays(distance)}`,
      tone: distance < 0 ? 'overdue' : distance === 0 ? 'today' : 'later',
    };
  }
  const at = new Date(due.at);
  const distance = daysBetween(today, civil(at, reader.zone).day);
  const time = clockTime(at, reader);
  const long = dayFormat(reader.locale, reader.zone, 'long').format(at);
  const overdue = at.getTime() < now.getTime();
  return {
    text: `${dayWord(distance, at, today, reader)}, ${time}`,
    detail: `${long} at ${time}, ${relative(at, now)} (${reader.zone})`,
    tone: overdue ? 'overdue' : distance === 0 ? 'today' : 'later',
  };
}

/**
 * "Tomorrow, 09:00", "Fri 27 Nov": a wall-clock time of the person, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, with its
 * date from the day after tomorrow on. Null for any other text.
 */
export function civilWording(text: string, now: Date, reader: Reader): string | null {
  return wallClock(text, now, reader, (at, locale) => dateOf(at, civil(now, reader.zone).day, locale));
}

/** The same for a date in a row, without weekday, and with the year only where it is not that of `before`. */
export function nextWording(text: string, before: string, now: Date, reader: Reader): string | null {
  const form = text.slice(0, 4) === before.slice(0, 4) ? 'day' : 'year';
  return wallClock(text, now, reader, (at, locale) => dayFormat(locale, 'UTC', form).format(at));
}

function wallClock(
  text: string,
  now: Date,
  { zone, locale }: Reader,
  farDay: (at: Date, locale: string) => string,
): string | null {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(text) ?? [];
  if (day === undefined) return null;
  const at = new Date(`${day}T${time ?? '12:00'}Z`);
  const word = nearDays[daysBetween(civil(now, zone).day, day)] ?? farDay(at, locale);
  return time === undefined ? word : `${word}, ${clockTime(at, { zone: 'UTC', locale })}`;
}

/** "Today", "Yesterday", "Friday", "Fri 20 Nov": the heading over what happened on a day. */
export function dayHeading(day: string, now: Date, reader: Reader): string {
  const today = civil(now, reader.zone).day;
  return dayWord(daysBetween(today, day), new Date(`${day}T12:00Z`), today, { ...reader, zone: 'UTC' });
}

/** "09:00" or "9:00 AM", as the person's region writes it. */
export function clockTime(at: Date, reader: Reader): string {
  return new Intl.DateTimeFormat(reader.locale, {
    timeZone: reader.zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

/** "Friday, 20 November 2026 at 09:00" */
export function fullMoment(at: Date, reader: Reader): string {
  return `${dayFormat(reader.locale, reader.zone, 'long').format(at)} at ${clockTime(at, reader)}`;
}

const steps: readonly [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [45 * 60, 'minute', 60],
  [22 * 3_600, 'hour', 3_600],
  [26 * 86_400, 'day', 86_400],
  [320 * 86_400, 'month', 30.44 * 86_400],
  [Infinity, 'year', 365.25 * 86_400],
];

/** "in 20 minutes", "3 days ago", "now" */
export function relative(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1_000;
  if (Math.abs(seconds) < 30) return 'now';
  for (const [limit, unit, size] of steps) {
    if (Math.abs(seconds) >= limit) continue;
    const amount = Math.round(seconds / size) || Math.sign(seconds);
    return new Intl.RelativeTimeFormat('en').format(amount, unit);
  }
  return '';
}

function inDays(distance: number): string {
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(distance, 'day');
}

const nearDays: Readonly<Record<number, string>> = { 0: 'Today', 1: 'Tomorrow', [-1]: 'Yesterday' };

function dayWord(distance: number, at: Date, today: string, reader: Reader): string {
  const near = nearDays[distance];
  if (near !== undefined) return near;
  if (distance > 1 && distance < 7) return dayFormat(reader.locale, reader.zone, 'weekday').format(at);
  return dateOf(at, today, reader.locale, reader.zone);
}

/** "Tue 1 Dec", or "1 Jan 2027" in another year than today's. */
function dateOf(at: Date, today: string, locale: string, zone = 'UTC'): string {
  const sameYear = civil(at, zone).day.slice(0, 4) === today.slice(0, 4);
  return dayFormat(locale, zone, sameYear ? 'short' : 'year').format(at);
}

const dayFormats = {
  weekday: { weekday: 'long' },
  day: { day: 'numeric', month: 'short' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

function dayFormat(locale: string, zone: string, form: keyof typeof dayFormats): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...dayFormats[form] });
}
