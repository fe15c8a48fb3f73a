import { foldText } from '../fold-text.js';

/** A half-open range of UTF-16 offsets. */
export interface Highlight {
  readonly start: number;
  readonly end: number;
}

const MOST = 20;
const NEXT_TO_WORD = /[\p{L}\p{N}]$/u;

/** Whether a word is so short that it counts at the beginning of a word only. Scripts without blanks have no such. */
export function isWordStart(word: string): boolean {
  return (
    /^[\p{L}\p{N}]{1,2}$/u.test(word) &&
    !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
      word,
    )
  );
}

/**
 * Where words of a filter stand in a text, in order and without overlap, the first twenty.
 * @param words folded
 */
export function highlights(text: string, words: readonly string[]): readonly Highlight[] {
  if (words.length === 0) return [];
  const { folded, origin } = traced(text);
  const found: Highlight[] = [];
  for (const word of words) {
    const atStart = isWordStart(word);
    for (
      let at = folded.indexOf(word), count = 0;
      at !== -1 && count < MOST;
      at = folded.indexOf(word, at + 1)
    ) {
      if (atStart && NEXT_TO_WORD.test(folded.slice(Math.max(0, at - 2), at))) continue;
      found.push({ start: origin[at] ?? 0, end: origin[at + word.length] ?? text.length });
      count += 1;
    }
  }
  return merged(found.sort((a, b) => a.start - b.start || a.end - b.end)).slice(0, MOST);
}

/** The folded text, and for each of its units where it came from; one more for the end. */
function traced(text: string): { readonly folded: string; readonly origin: readonly number[] } {
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = foldText(character);
    for (let i = 0; i < part.length; i++) origin.push(at);
    folded += part;
    at += character.length;
  }
  return { folded, origin: [...origin, at] };
}

function merged(sorted: readonly Highlight[]): readonly Highlight[] {
  const out: Highlight[] = [];
  for (const next of sorted) {
    const last = out.at(-1);
    if (last !== undefined && next.start <= last.end)
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    else if (next.end > next.start) out.push(next);
  }
  return out;
}
