import type { Lexicon } from '../lexicon.js';
import { anyOf } from '../text/patterns.js';
import { sanitizeTitle } from '../text/sanitize.js';
import type { Draft } from '../text/draft.js';

export const MAX_TITLE = 500;

export interface TitlePatterns {
  /** Words at the end of a piece that belonged to what was taken after it. */
  readonly dangling: RegExp;
  /** A piece that only joined two that were taken. */
  readonly glue: RegExp;
}

/** Builds the patterns for the remains of a text. */
export function compileTitle(lexicon: Lexicon): TitlePatterns {
  const words = anyOf([
    ...lexicon.at,
    ...lexicon.on,
    ...lexicon.every,
    ...lexicon.before.start,
    ...lexicon.before.ahead,
    ...lexicon.verbs.moveTo,
  ]);
  return {
    dangling: new RegExp(String.raw`(?:^|\s)(?:${words})?[\s,;–-]*$`, 'iu'),
    glue: new RegExp(String.raw`^[\s,;]*(?:${anyOf(lexicon.and)})?[\s,;]*$`, 'iu'),
  };
}

/**
 * What is left of the text, as typed: single blanks, no control or direction characters. Words such as
 * "at" go only where they touch something that was taken out.
 */
export function titleOf(draft: Draft, patterns: TitlePatterns): string {
  const { dangling, glue } = patterns;
  const pieces: string[] = [];
  let from = 0;
  let opened = false;
  const ranges = [...draft.taken].sort((a, b) => a.start - b.start);
  for (const { start, end } of [...ranges, { start: draft.source.length, end: draft.source.length }]) {
    let piece = draft.source.slice(from, Math.max(from, start));
    const last = start === draft.source.length;
    // "at 9am and 9pm": nothing is left between two parts that were taken.
    if (from > 0 && !last && glue.test(piece)) piece = '';
    if (from > 0) piece = piece.replace(/^[\s,;:–-]+/u, '');
    // Brackets around nothing but what was taken go with it.
    if (opened && piece.trimStart().startsWith(')')) piece = piece.trimStart().slice(1);
    opened = !last && /\(\s*$/u.test(piece) && draft.source.slice(end).trimStart().startsWith(')');
    if (opened) piece = piece.replace(/\(\s*$/u, '');
    if (!last && piece.trim() !== '')
      piece = piece
        .trimEnd()
        .replace(/[,;–-]+$/u, '')
        .replace(dangling, '');
    if (/[\p{L}\p{N}\p{S}\p{Extended_Pictographic}"'`]/u.test(piece)) pieces.push(piece);
    from = Math.max(from, end);
  }
  return sanitizeTitle(pieces.join(' '));
}
