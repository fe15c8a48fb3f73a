import type { Lexicon } from '../lexicon.js';

const ASCII: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A lexicon whose words may also be written without their marks, or with the marks as separate characters. */
export function spelled(lexicon: Lexicon): Lexicon {
  return { ...(respelled(lexicon) as Lexicon), messages: lexicon.messages, help: lexicon.help };
}

function respelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap((word: string) => spellings(word));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([word, part]) =>
    spellings(word).map((spelling) => [spelling, respelled(part)]),
  );
  return Object.fromEntries(entries);
}

function spellings(word: string): readonly string[] {
  if (!/[äöüß]/u.test(word)) return [word];
  const ascii = word.replace(/[äöüß]/gu, (letter) => ASCII[letter] ?? letter);
  return [...new Set([word, ascii, word.replace('ß', 'ss'), word.normalize('NFD')])];
}
