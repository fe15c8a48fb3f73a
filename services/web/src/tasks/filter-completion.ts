/** The part of a filter before the caret that can be completed. */
export interface FilterRequest {
  readonly kind: 'key' | 'value' | 'tag' | 'list' | 'priority';
  /** The key whose value is typed; empty for the others. */
  readonly key: string;
  /** What is typed of it. */
  readonly query: string;
  /** Where what will be replaced begins. */
  readonly start: number;
  readonly end: number;
}

const SIGILS = { '#': 'tag', '+': 'list', '!': 'priority' } as const;

/** What could be completed at the caret, or null. */
export function filterRequestAt(text: string, caret: number): FilterRequest | null {
  const before = text.slice(0, caret);
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return null; // in a quotation
  const word = /(?:^|[\s(])-?([^\s()"]+)$/u.exec(before)?.[1];
  if (word === undefined) return null;
  const from = (query: string) => ({ query, start: caret - query.length, end: caret });
  const [sigil = ''] = word;
  if (sigil in SIGILS) return { kind: SIGILS[sigil as keyof typeof SIGILS], key: '', ...from(word.slice(1)) };
  const colon = word.indexOf(':');
  if (colon === -1) return /^\p{L}+$/u.test(word) ? { kind: 'key', key: '', ...from(word) } : null;
  const value =
    word
      .slice(colon + 1)
      .split(',')
      .at(-1) ?? '';
  return { kind: 'value', key: word.slice(0, colon).toLowerCase(), ...from(value) };
}

/** The filter with the part completed, and where the caret goes. A name with blanks is quoted. */
export function completeFilter(
  text: string,
  { kind, start, end }: FilterRequest,
  name: string,
): { readonly text: string; readonly caret: number } {
  const word = kind === 'key' ? `${name}:` : `${/[\s,()]/.test(name) ? `"${name}"` : name} `;
  const rest = text.slice(end).replace(/^ /, '');
  return { text: text.slice(0, start) + word + rest, caret: start + word.length };
}
