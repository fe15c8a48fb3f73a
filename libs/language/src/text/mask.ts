import type { Draft } from './draft.js';
import { matches, rangeOf } from './patterns.js';

/**
 * Text that is never read: quotations, code, addresses, versions and task numbers. A single quote opens
 * after a blank and closes before a blank or punctuation, so an apostrophe does not.
 */
const LITERALS: readonly RegExp[] = [
  /`[^`\n]{1,500}`/gu,
  /"[^"\n]{1,500}"|“[^”\n]{1,500}”|«[^»\n]{1,500}»/gu,
  /(?<=^|[\s(])'[^'\n]{1,500}'(?=$|[\s.,;:!?)])/gu,
  /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)\S{1,500}/giu,
  /(?<![^\s(<])[^\s@"<>()]{1,64}@[^\s@"<>()]{1,200}\.\p{L}{2,24}/gu,
  /(?<![\p{L}\p{N}.])v?\d+(?:\.\d+)+(?![\p{N}]|\.\p{N})/giu,
  /(?<![^\s(])#\d+/gu,
  /(?<![\p{N}/])24\/7(?![\p{N}/])/gu,
  /(?<![\p{N}/])\d\/\d(?=\s+(?:cups?|tsp|tbsp|lbs?|oz|inch(?:es)?|miles?|pints?|gallons?|teaspoons?|tablespoons?)\b)/giu,
];

export function maskLiterals(draft: Draft): void {
  for (const pattern of LITERALS) {
    for (const match of matches(pattern, draft.free)) {
      draft.mask(rangeOf(match));
    }
  }
}
