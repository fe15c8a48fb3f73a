/** Diacritics that decomposition sets free. */
const MARKS = /[\u0300-\u036f]/g;

/**
 * The form in which words are compared: decomposed (NFKD), without diacritics, lower case. PostgreSQL has the same in
 * the `folded` column of a task. Each code point is folded by itself, so that places can be traced back.
 */
export function foldText(text: string): string {
  let folded = '';
  for (const character of text) folded += character.normalize('NFKD').replace(MARKS, '').toLowerCase();
  return folded;
}

/** The form under which names are compared: folded, with single blanks. */
export function foldName(name: string): string {
  return foldText(name).replace(/\s+/gu, ' ').trim();
}
