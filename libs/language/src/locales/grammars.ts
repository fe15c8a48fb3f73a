import { compileGrammar, type Grammar } from '../grammar.js';
import type { Lexicon } from '../lexicon.js';
import { de } from './de.js';
import { en } from './en.js';
import { mixed } from './mixed.js';
import { spelled } from './spellings.js';

const lexicons: readonly Lexicon[] = [en, de];
const compiled = new Map<string, Grammar>();

/** Locales with words of their own; others are read as English. */
export const locales: readonly string[] = lexicons.map(({ code }) => code);

/** The grammar for a BCP 47 tag: the words of its language first, and English ones that it does not know. */
export function grammarOf(locale: string): Grammar {
  const code = locale.toLowerCase().split(/[-_]/u)[0] ?? '';
  const lexicon = lexicons.find((candidate) => candidate.code === code) ?? en;
  const known = compiled.get(lexicon.code);
  if (known !== undefined) return known;
  const grammar = compileGrammar(lexicon === en ? en : mixed(spelled(lexicon), en));
  compiled.set(lexicon.code, grammar);
  return grammar;
}
