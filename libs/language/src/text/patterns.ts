/** No word begins in the middle of another, after a sigil, or inside a number, path or address. */
const LEFT = String.raw`(?<![\p{L}\p{N}_'’#+/&@\u0001-]|\p{N}[.,:]|\p{L}[.:])`;
/** Nor does it end before a possessive, a hyphenated half, or the rest of a number. */
const RIGHT = String.raw`(?![\p{L}\p{M}\p{N}_\u0001]|['’]\p{L}|[-/:.,]\p{N}|[-/]\p{L})`;

/** At most so many matches of one pattern are looked at, so a crafted text costs no more than an honest one. */
const MAX_MATCHES = 24;

/** A pattern for whole words. */
export function wholeWords(source: string): RegExp {
  return new RegExp(`${LEFT}(?:${source})${RIGHT}`, 'giu');
}

/**
 * The words as alternatives, the longest that fits first. What words have in common at their beginning is
 * written once, since a language has hundreds of them and a pattern holds many lists.
 */
export function anyOf(words: readonly string[]): string {
  const root: Letters = { next: new Map(), ends: false };
  for (const word of words) {
    let node = root;
    for (const letter of word) {
      const next = node.next.get(letter) ?? { next: new Map(), ends: false };
      node.next.set(letter, next);
      node = next;
    }
    node.ends = true;
  }
  // No word at all must not match the empty text.
  return root.next.size === 0 ? '(?!)' : sourceOf(root);
}

interface Letters {
  readonly next: Map<string, Letters>;
  ends: boolean;
}

function sourceOf({ next, ends }: Letters): string {
  if (next.size === 0) return '';
  const branches = [...next].map(([letter, after]) => escaped(letter) + sourceOf(after));
  const [only] = branches;
  if (branches.length === 1 && !ends) return only ?? '';
  return `(?:${branches.join('|')})${ends ? '?' : ''}`;
}

function escaped(letter: string): string {
  if (letter === ' ') return String.raw`\s+`;
  return letter.replace(/[.*+?^${}()|[\]\\/]/u, String.raw`\$&`);
}

export type NamedMatch = RegExpExecArray & { readonly groups: Record<string, string | undefined> };

/** The first matches of a global pattern. */
export function matches(pattern: RegExp, text: string): NamedMatch[] {
  const found: NamedMatch[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push(Object.assign(match, { groups: match.groups ?? {} }));
    if (found.length >= MAX_MATCHES) break;
  }
  return found;
}

/** The range of a match. */
export function rangeOf(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

/** Lower case, single blanks: how words are looked up. */
export function key(word: string): string {
  return word.toLowerCase().replace(/\s+/g, ' ').trim();
}
