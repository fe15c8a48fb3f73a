import type { TextRange } from '../api/types.js';

/** Where a range of a text is after an edit of the text; null when the edit touched it. */
export function movedRange<T extends TextRange>(range: T, before: string, after: string): T | null {
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix += 1;
  if (range.end <= prefix) return range;
  let suffix = 0;
  while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  if (range.start < before.length - suffix) return null;
  const by = after.length - before.length;
  return { ...range, start: range.start + by, end: range.end + by };
}

/** All of the ranges after an edit, or null when it touched one of them. */
export function movedRanges<T extends TextRange>(
  ranges: readonly T[],
  before: string,
  after: string,
): readonly T[] | null {
  const moved = ranges.map((range) => movedRange(range, before, after));
  return moved.every((range) => range !== null) ? moved : null;
}
