import { civilToInstant, isCivil } from '@parley/recurrence';
import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import { findDates } from '../when/find-dates.js';
import { resolveDay } from '../when/resolve-day.js';
import type { DueFilter } from './filter.js';

const MAX_DAYS = 3_650;

/** Values of `due:` beside dates, ranges (`a..b`) and spans (`7d`). */
export const dueWords = ['today', 'tomorrow', 'overdue', 'none'] as const;

/** Reads the value of `due:`, or null. Days are those of the user's zone. */
export function readDue(value: string, reading: Reading): DueFilter | null {
  const lower = value.toLowerCase();
  if (lower === 'none') return { kind: 'none' };
  if (lower === 'overdue')
    return { kind: 'overdue', date: reading.today.toString(), instant: reading.now.toISOString() };
  const days = /^(\d{1,4})d$/u.exec(lower)?.[1];
  if (days !== undefined) return spanOfDays(Number(days), reading);
  if (!lower.includes('..')) {
    const day = dayOf(lower, reading);
    return day === null ? null : range(day, day, reading);
  }
  const [from = '', to = '', ...rest] = lower.split('..');
  const [first, last] = [from, to].map((end) => (end === '' ? null : dayOf(end, reading)));
  const unread = (end: string, day: Temporal.PlainDate | null | undefined): boolean =>
    end !== '' && (day ?? null) === null;
  if (rest.length > 0 || (from === '' && to === '') || unread(from, first) || unread(to, last)) return null;
  if (first && last && Temporal.PlainDate.compare(first, last) > 0) return null;
  return range(first ?? null, last ?? null, reading);
}

function spanOfDays(days: number, reading: Reading): DueFilter | null {
  if (days < 1 || days > MAX_DAYS) return null;
  return range(reading.today, reading.today.add({ days: days - 1 }), reading);
}

/** An ISO date, or any phrase of the grammar that names one day. */
function dayOf(text: string, reading: Reading): Temporal.PlainDate | null {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return isCivil(text) ? Temporal.PlainDate.from(text) : null;
  const whole = findDates(text, reading).find(
    ({ range: { start, end } }) => start === 0 && end === text.length,
  );
  return whole === undefined ? null : (resolveDay(whole.value, null, reading)?.date ?? null);
}

function range(
  first: Temporal.PlainDate | null,
  last: Temporal.PlainDate | null,
  { zone }: Reading,
): DueFilter {
  const start = (day: Temporal.PlainDate): string => civilToInstant(day.toString(), zone).toISOString();
  return {
    kind: 'range',
    first: first?.toString() ?? null,
    last: last?.toString() ?? null,
    from: first === null ? null : start(first),
    until: last === null ? null : start(last.add({ days: 1 })),
  };
}
