import type { HelpExample } from './lexicon.js';
import { grammarOf } from './locales/grammars.js';

/** What a user may say, in the language of the locale. */
export function helpExamples(locale: string): readonly HelpExample[] {
  return grammarOf(locale).lexicon.help;
}
