import type { Lexicon } from '../lexicon.js';

type Value = Lexicon[keyof Lexicon];

/** Settings of a language, and what it says to the user, are never mixed. */
const OWN: ReadonlySet<string> = new Set([
  'code',
  'pluralsAlone',
  'oClockIs24',
  'meridiemBlank',
  'dottedDates',
  'messages',
  'help',
  'ordinalSuffixes',
]);

/**
 * A language with the words of a second one beside its own. A word that the first knows, in whatever sense,
 * keeps that sense: in German "an" is no number and "so" no conjunction.
 */
export function mixed(first: Lexicon, second: Lexicon): Lexicon {
  const known = new Set<string>();
  collect(first, known);
  return join(first, second, known) as Lexicon;
}

function join(first: object, second: object, known: ReadonlySet<string>): object {
  const entries = Object.entries(first).map(([name, own]: [string, Value]) => {
    const other = (second as Record<string, Value>)[name];
    if (OWN.has(name) || other === undefined || typeof own !== 'object') return [name, own];
    return [name, joined(own, other, known)];
  });
  return Object.fromEntries(entries) as object;
}

function joined(own: object, other: Value, known: ReadonlySet<string>): object {
  if (Array.isArray(own)) {
    const foreign = (other as readonly string[]).filter((word) => !known.has(word));
    return [...new Set([...(own as readonly string[]), ...foreign])];
  }
  const isWords = Object.values(own).every(
    (value) => typeof value !== 'object' || 'unit' in (value as object),
  );
  if (!isWords) return join(own, other as object, known);
  const foreign = Object.entries(other as object).filter(([word]) => !known.has(word));
  return { ...Object.fromEntries(foreign), ...own };
}

function collect(value: object, known: Set<string>): void {
  for (const [name, part] of Object.entries(value) as [string, Value][]) {
    if (OWN.has(name)) continue;
    if (Array.isArray(part)) for (const word of part as readonly string[]) known.add(word);
    else if (typeof part !== 'object') known.add(name);
    else collect(part, known);
  }
}
