import type { Draft, Range } from '../text/draft.js';

/** Takes a verb from the start of the text; the range of what follows, or null if it is not there. */
export function takeVerb(draft: Draft, pattern: RegExp, meaning: string): Range | null {
  const match = pattern.exec(draft.free);
  if (match === null) return null;
  draft.take(draft.trimmed({ start: 0, end: match[0].length }), 'intent', meaning);
  draft.drop({ start: 0, end: match[0].length });
  return { start: match[0].length, end: draft.source.length };
}

/** Takes all the words of a sentence that are not in one of the holes. */
export function takeAround(draft: Draft, holes: readonly Range[], meaning: string): void {
  let from = 0;
  for (const hole of [...holes].sort((a, b) => a.start - b.start)) {
    takeWords(draft, { start: from, end: hole.start }, meaning);
    from = hole.end;
  }
  takeWords(draft, { start: from, end: draft.free.length }, meaning);
}

function takeWords(draft: Draft, range: Range, meaning: string): void {
  const words = draft.trimmed(range);
  if (words.end > words.start && /[^\s.!?,:]/u.test(draft.free.slice(words.start, words.end)))
    draft.take(words, 'intent', meaning);
}
