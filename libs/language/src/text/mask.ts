import type { Grammar } from '../grammar.js';
import type { Draft } from './draft.js';
import type { Lexicon } from '../lexicon.js';
import { anyOf, matches, rangeOf, wholeWords, type NamedMatch } from './patterns.js';

/**
 * Text that is never read: quotations, code, addresses and task numbers. A single quote opens after a blank
 * and closes before a blank or punctuation, so an apostrophe does not.
 */
const LITERALS: readonly RegExp[] = [
  /`[^`\n]{1,500}`/gu,
  /"[^"\n]{1,500}"|“[^”\n]{1,500}”|„[^“”"\n]{1,500}[“”"]|«[^»\n]{1,500}»|»[^«\n]{1,500}«/gu,
  /(?<=^|[\s(])'[^'\n]{1,500}'(?=$|[\s.,;:!?)])/gu,
  /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)\S{1,500}/giu,
  /(?<![^\s(<])[^\s@"<>()]{1,64}@[^\s@"<>()]{1,200}\.\p{L}{2,24}/gu,
  /(?<![^\s(])#\d+/gu,
  /(?<![\p{N}/])24\/7(?![\p{N}/])/gu,
  /(?<![\p{N}/])\d\/\d(?=\s+(?:cups?|tsp|tbsp|lbs?|oz|inch(?:es)?|miles?|pints?|gallons?|teaspoons?|tablespoons?)\b)/giu,
];

/** Versions and amounts, unless they are dates or times with dots. */
const DOTTED = /(?<![\p{L}\p{N}.])v?\d+(?:\.\d+)+(?![\p{N}]|\.\p{N})/giu;

export interface MaskPatterns {
  /** What makes `9.30` a time and `1.5` a span: am, Uhr, hours. */
  readonly afterTime: RegExp;
  readonly afterHalf: RegExp;
  readonly idioms: RegExp;
}

/** Builds the patterns for what numbers with dots may mean. */
export function compileMask({ oClock, units, idioms }: Lexicon): MaskPatterns {
  return {
    afterTime: new RegExp(String.raw`^\s*(?:[ap]\.?m\.?|${anyOf(oClock)})(?![\p{L}])`, 'iu'),
    afterHalf: new RegExp(String.raw`^\s*(?:${anyOf(Object.keys(units))})(?![\p{L}])`, 'iu'),
    idioms: wholeWords(anyOf(idioms)),
  };
}

export function maskLiterals(draft: Draft, grammar: Grammar): void {
  for (const pattern of LITERALS) {
    for (const match of matches(pattern, draft.free)) draft.mask(rangeOf(match));
  }
  for (const match of matches(grammar.mask.idioms, draft.free)) draft.mask(rangeOf(match));
  for (const match of matches(DOTTED, draft.free)) {
    if (!isDateOrTime(match, draft.free, grammar)) draft.mask(rangeOf(match));
  }
}

function isDateOrTime(match: NamedMatch, free: string, { lexicon, mask, dates }: Grammar): boolean {
  const [first = 0, second = 0, third, more] = match[0].split('.').map(Number);
  const rest = free.slice(rangeOf(match).end);
  if (more !== undefined || Number.isNaN(first)) return false;
  if (third === undefined) {
    if (first < 24 && /\.[0-5]\d$/u.test(match[0]) && mask.afterTime.test(rest)) return true;
    if (match[0].endsWith('.5') && mask.afterHalf.test(rest)) return true;
  }
  if (first < 1 || first > 31 || second < 1 || second > 12) return false;
  if (third !== undefined) return third >= 1900 || (lexicon.dottedDates && third < 100);
  return (
    lexicon.dottedDates &&
    (rest.startsWith('.') || dates.lead.test(free.slice(Math.max(0, match.index - 24), match.index)))
  );
}
