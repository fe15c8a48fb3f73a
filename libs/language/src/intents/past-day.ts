import type { Reading } from '../context.js';
import type { Due } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { dueAt } from '../when/due.js';
import { resolveDay } from '../when/resolve-day.js';
import { wholeWhen } from './whole.js';

/** A day is named by so many words at most. */
const MAX_WORDS = 4;

/** "milk yesterday": what was done, and the day before today when it was. */
export function readPastDay(
  draft: Draft,
  range: Range,
  reading: Reading,
): { readonly ref: Range; readonly day: Due } | null {
  const words = matches(/(?<!\S)\S+/gu, draft.free.slice(range.start, range.end)).slice(-MAX_WORDS);
  for (const word of words) {
    const start = range.start + rangeOf(word).start;
    const when = wholeWhen(draft, { start, end: range.end }, reading);
    const [date, other] = when?.dates ?? [];
    if (date === undefined || other !== undefined || (when?.times.length ?? 0) > 0) continue;
    const day = resolveDay(date.value, null, reading)?.date;
    if (day === undefined || day.toString() >= reading.today.toString()) continue;
    const due = dueAt(day, null, reading);
    draft.take(draft.trimmed({ start, end: range.end }), 'due', day.toString());
    return { ref: { start: range.start, end: start }, day: due };
  }
  return null;
}
