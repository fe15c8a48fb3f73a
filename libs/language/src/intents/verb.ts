import type { Draft, Range } from '../text/draft.js';

/** Takes a verb from the start of the text; the range of what follows, or null if it is not there. */
export function takeVerb(draft: Draft, pattern: RegExp, meaning: string): Range | null {
  const match = pattern.exec(draft.free);
  if (match === null) return null;
  draft.take(draft.trimmed({ start: 0, end: match[0].length }), 'intent', meaning);
  draft.drop({ start: 0, end: match[0].length });
  return { start: match[0].length, end: draft.source.length };
}
