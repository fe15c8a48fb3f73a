import { civilToInstant } from '@parley/recurrence';
import type { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { Due } from '../result.js';

/** A due time from its parts; without a time of day it is the whole day. */
export function dueAt(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime | null,
  { zone }: Pick<Reading, 'zone'>,
): Due {
  if (time === null) return { kind: 'date', date: date.toString() };
  return { kind: 'datetime', civil: date.toPlainDateTime(time).toString({ smallestUnit: 'minute' }), zone };
}

/** Whether a due time lies behind now; a whole day only once it is over. */
export function isPast(due: Due, { now, today }: Reading): boolean {
  if (due.kind === 'date') return due.date < today.toString();
  return civilToInstant(due.civil, due.zone) < now;
}

/** The due time as a short text. */
export function dueText(due: Due): string {
  return due.kind === 'date' ? due.date : due.civil.replace('T', ' ');
}
