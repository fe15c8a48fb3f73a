import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Due } from '../result.js';
import type { DayValue, TimeValue } from './candidate.js';
import { clockTime } from './clock-time.js';
import { dueAt } from './due.js';
import { resolveDay } from './resolve-day.js';

/** The end of "from A to B", after its start; undefined if none was said. */
export function endOf(
  start: Due,
  day: DayValue | undefined,
  time: TimeValue | undefined,
  reading: Reading,
): Due | undefined {
  if (time !== undefined && start.kind === 'datetime') return endTime(start.civil, time, reading);
  if (day === undefined) return undefined;
  const first = Temporal.PlainDate.from(start.kind === 'date' ? start.date : start.civil.slice(0, 10));
  const last = lastDay(first, day, reading);
  return last === null || Temporal.PlainDate.compare(last, first) < 0
    ? undefined
    : dueAt(last, null, reading);
}

/** A time at or before the start is one of the next day; "2 to 3" stays in one half of the day. */
function endTime(civil: string, value: TimeValue, reading: Reading): Due {
  const start = Temporal.PlainDateTime.from(civil);
  const { time } = clockTime(value, false, reading);
  const said = start.toPlainDate().toPlainDateTime(time);
  const later = Temporal.PlainDateTime.compare(said, start) > 0 ? said : said.add({ days: 1 });
  return dueAt(later.toPlainDate(), later.toPlainTime(), reading);
}

function lastDay(first: Temporal.PlainDate, day: DayValue, reading: Reading): Temporal.PlainDate | null {
  if (day.kind === 'weekday') return first.add({ days: (day.weekday - first.dayOfWeek + 7) % 7 || 7 });
  if (day.kind !== 'month-day') return resolveDay(day, null, reading)?.date ?? null;
  const same = first.with({ month: day.month, day: day.day });
  return Temporal.PlainDate.compare(same, first) < 0 ? same.add({ years: 1 }) : same;
}
