import { sanitizeTitle } from '../text/sanitize.js';
import type { Range } from '../text/draft.js';

/** A part of a filter with its place in the text as typed. */
export type FilterToken = Range &
  (
    | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
    /** `#tag`, `key:value`, a word or a quotation. */
    | {
        readonly kind: 'term';
        readonly key: string | null;
        readonly sigil: '#' | '+' | '!' | null;
        /** Without quotation marks and hidden characters. */
        readonly value: string;
        readonly quoted: boolean;
      }
  );
export type TermToken = Extract<FilterToken, { readonly kind: 'term' }>;

const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  AND: 'and',
  '&': 'and',
  '&&': 'and',
  OR: 'or',
  '|': 'or',
  '||': 'or',
  NOT: 'not',
};
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“' };
const BLANK = /[\s\p{Cc}]/u;
/** `key:` unless it begins an address. */
const KEY = /(\p{L}[\p{L}_-]{0,31}):(?!\/\/)/uy;

/** The parts of a filter in order. Every character that is no blank is in one; a quotation may lack its end. */
export function filterTokens(text: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (BLANK.test(character)) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): FilterToken {
  const character = text.charAt(start);
  if (character === '(') return { kind: 'open', start, end: start + 1 };
  if (character === ')') return { kind: 'close', start, end: start + 1 };
  const next = text.charAt(start + 1);
  if (character === '-' && next !== '' && next !== ')' && !BLANK.test(next))
    return { kind: 'not', start, end: start + 1 };
  KEY.lastIndex = start;
  const key = KEY.exec(text)?.[1] ?? null;
  let at = start + (key === null ? 0 : key.length + 1);
  const sign = text.charAt(at);
  const marked = isSigil(sign) && key === null && !endsWord(text.charAt(at + 1));
  const sigil = marked ? sign : null;
  if (marked) at += 1;
  const { value, end, quoted } = valueAt(text, at);
  const operator = key === null && sigil === null && !quoted ? OPERATORS[value] : undefined;
  if (operator !== undefined) return { kind: operator, start, end };
  return {
    kind: 'term',
    key: key?.toLowerCase() ?? null,
    sigil,
    value: sanitizeTitle(value),
    quoted,
    start,
    end,
  };
}

function valueAt(text: string, start: number): { value: string; end: number; quoted: boolean } {
  const closing = CLOSING[text.charAt(start)];
  if (closing !== undefined) {
    const end = text.indexOf(closing, start + 1);
    const stop = end === -1 ? text.length : end;
    return { value: text.slice(start + 1, stop), end: Math.min(text.length, stop + 1), quoted: true };
  }
  let [at, nested] = [start, 0];
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (BLANK.test(character) || CLOSING[character] !== undefined) break;
    if (character === '(') nested += 1;
    if (character === ')' && nested-- === 0) break;
  }
  return { value: text.slice(start, at), end: at, quoted: false };
}

function isSigil(character: string): character is '#' | '+' | '!' {
  return character === '#' || character === '+' || character === '!';
}

function endsWord(character: string): boolean {
  return character === '' || character === ')' || BLANK.test(character);
}
