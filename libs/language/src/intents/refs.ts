import type { Reading } from '../context.js';
import { readFilter } from '../filter/parse-filter.js';
import { say } from '../messages.js';
import type { Problem, Ref } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { key } from '../text/patterns.js';
import { naturalFilter } from './natural-filter.js';

export interface ReadRefs {
  readonly refs: readonly Ref[];
  readonly problems: readonly Problem[];
  /** Whether every reference is unmistakable: a number, a quotation, "it"; not words of a title. */
  readonly certain: boolean;
}

const MAX_REFS = 50;

/** Reads what a command acts on: `2`, `#17 and #18`, `1-3`, `"milk"`, `it`, `all overdue`, or words of a title. */
export function readRefs(draft: Draft, range: Range, reading: Reading): ReadRefs {
  const trimmed = draft.trimmed(range);
  const text = draft.source
    .slice(trimmed.start, trimmed.end)
    .replace(/[.!?]+$/u, '')
    .trim();
  if (text === '') return { refs: [], problems: [], certain: true };
  draft.spans.push({
    type: 'ref',
    ...trimmed,
    text: draft.source.slice(trimmed.start, trimmed.end),
    value: text,
  });

  const all = reading.grammar.refs.all.exec(text);
  if (all !== null) return allRefs(all.groups?.['filter'] ?? '', reading);
  const refs = text
    .split(reading.grammar.refs.separator, MAX_REFS + 1)
    .flatMap((part): readonly (Ref | null)[] => certainRefs(part, reading) ?? [null]);
  const certain = refs.filter((ref) => ref !== null);
  if (certain.length !== refs.length || refs.length > MAX_REFS)
    return { refs: [{ kind: 'text', text }], problems: [], certain: false };
  return { refs: certain, problems: outOfRange(certain, reading), certain: true };
}

/** One reference or a range, or null if these are words. */
function certainRefs(part: string, { grammar }: Reading): readonly Ref[] | null {
  const { refs } = grammar.lexicon;
  const number = grammar.refs.number.exec(part);
  if (number !== null) {
    return [
      { kind: number.groups?.['hash'] === undefined ? 'index' : 'number', n: Number(number.groups?.['n']) },
    ];
  }
  const range = grammar.refs.range.exec(part);
  if (range !== null) {
    const [from, to] = [Number(range.groups?.['from']), Number(range.groups?.['to'])];
    if (to < from || to - from >= MAX_REFS) return null;
    const kind = range.groups?.['hash'] === undefined ? 'index' : 'number';
    return Array.from({ length: to - from + 1 }, (_, i) => ({ kind, n: from + i }));
  }
  // "done 2 3": numbers need nothing between them.
  if (/^(?:#?\d{1,6}\s+)+#?\d{1,6}$/u.test(part)) {
    return part.split(/\s+/u).map((word) => ({
      kind: word.startsWith('#') ? 'number' : 'index',
      n: Number(word.replace('#', '')),
    }));
  }
  const quoted = /^(?:"(?<a>[^"]+)"|[“„](?<b>[^”“]+)[”“]|'(?<c>[^']+)')$/u.exec(part);
  if (quoted !== null) {
    return [
      { kind: 'quoted', text: quoted.groups?.['a'] ?? quoted.groups?.['b'] ?? quoted.groups?.['c'] ?? '' },
    ];
  }
  return refs.last.includes(key(part)) ? [{ kind: 'last' }] : null;
}

function allRefs(words: string, reading: Reading): ReadRefs {
  const source = naturalFilter(words, reading);
  const { filter, problems } = readFilter(source ?? words, reading);
  return { refs: [{ kind: 'all', filter }], problems, certain: true };
}

function outOfRange(refs: readonly Ref[], { lastShown, grammar }: Reading): readonly Problem[] {
  if (lastShown === null) return [];
  const wrong = refs.find((ref) => ref.kind === 'index' && (ref.n < 1 || ref.n > lastShown.count));
  if (wrong?.kind !== 'index') return [];
  return [
    {
      code: 'ref.out-of-range',
      message: say(grammar.lexicon.messages.noSuchIndex, { n: wrong.n, count: lastShown.count }),
      suggestions: [],
    },
  ];
}
