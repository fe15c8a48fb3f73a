import type { Reading } from '../context.js';
import type { Draft, Range } from '../text/draft.js';
import { findWhen, type When } from '../when/when.js';

/** The date and time phrases of a range, if it holds nothing else; else null. */
export function wholeWhen(draft: Draft, range: Range, reading: Reading): When | null {
  const when = findWhen(draft.free, reading, { edges: range });
  const found = [...when.dates, ...when.times];
  if (found.length === 0) return null;
  let rest = draft.free.slice(range.start, range.end);
  for (const { range: taken } of found) {
    const [start, end] = [taken.start - range.start, taken.end - range.start];
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  }
  return /^[\s,.!?]*$/u.test(rest)
    ? { ...when, dates: when.dates.map((date) => ({ ...date, role: 'due' })) }
    : null;
}

/** The text if it is one span of time ("for" before it allowed), else null. */
export function wholeDuration(text: string, { grammar }: Reading): string | null {
  return grammar.refs.wholeSpan.exec(text)?.groups?.['span'] ?? null;
}
