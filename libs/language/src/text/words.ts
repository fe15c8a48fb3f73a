import type { Lexicon } from '../lexicon.js';
import { anyOf, key } from './patterns.js';

/** A number in digits or words, without a group. */
export function numberSource(lexicon: Lexicon): string {
  return String.raw`\d{1,5}(?:[.,]5)?|${anyOf(Object.keys(lexicon.numbers))}`;
}

/** An hour in words, which an article is not. */
export function hourWords(lexicon: Lexicon): string {
  const { numbers, articles } = lexicon;
  return anyOf(
    Object.keys(numbers).filter((word) => !articles.includes(word) && (numbers[word] ?? 99) <= 12),
  );
}

/** `3rd`, `third`, `last`, without a group. */
export function ordinalSource(lexicon: Lexicon): string {
  return String.raw`\d{1,2}(?:${anyOf(lexicon.ordinalSuffixes)})|${anyOf(Object.keys(lexicon.ordinals))}`;
}

/** The value of a number word, or null. */
export function numberOf(lexicon: Lexicon, text: string): number | null {
  return /^\d+(?:[.,]\d+)?$/u.test(text)
    ? Number(text.replace(',', '.'))
    : (lexicon.numbers[key(text)] ?? null);
}

/** The value of an ordinal, -1 for "last", or null. */
export function ordinalOf(lexicon: Lexicon, text: string): number | null {
  const digits = /^\d+/u.exec(text)?.[0];
  return digits === undefined ? (lexicon.ordinals[key(text)] ?? null) : Number(digits);
}
