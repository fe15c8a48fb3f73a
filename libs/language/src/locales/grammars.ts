import { compileGrammar, type Grammar } from '../grammar.js';
import { en } from './en.js';

const grammars: ReadonlyMap<string, Grammar> = new Map(
  [en].map((lexicon) => [lexicon.code, compileGrammar(lexicon)]),
);
const fallback = compileGrammar(en);

/** Locales with words of their own; others are read as English. */
export const locales: readonly string[] = [...grammars.keys()];

/** The grammar for a BCP 47 tag. */
export function grammarOf(locale: string): Grammar {
  return grammars.get(locale.toLowerCase().split(/[-_]/u)[0] ?? '') ?? fallback;
}
