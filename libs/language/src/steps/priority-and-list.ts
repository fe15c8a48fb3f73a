import type { Grammar } from '../grammar.js';
import type { Priority } from '../result.js';
import type { Lexicon } from '../lexicon.js';
import type { Draft } from '../text/draft.js';
import { anyOf, key, matches, rangeOf } from '../text/patterns.js';

const LIST = {
  quoted: /(?<![^\s(])\+"(?<name>[^"\n]{1,100})"/gu,
  bare: /(?<![^\s(])\+(?<name>\p{L}[\p{L}\p{M}\p{N}_/-]{0,99})/gu,
} as const;

const LEVELS: Readonly<Record<string, Priority>> = {
  high: 'high',
  '1': 'high',
  p1: 'high',
  med: 'medium',
  medium: 'medium',
  '2': 'medium',
  '3': 'medium',
  p2: 'medium',
  p3: 'medium',
  low: 'low',
  '4': 'low',
  p4: 'low',
};

/** `!high`, `!1`, `p1`, and the marks of the language. */
export function compilePriority({ priorityMarks }: Lexicon): RegExp {
  const words = anyOf([...Object.keys(priorityMarks), 'high', 'med', 'medium', 'low']);
  return new RegExp(String.raw`(?<![^\s(])(?:!(?:${words}|[1-4])|p[1-4])(?![^\s.,;:!?)])`, 'giu');
}

/** The level that `!high`, `!1` or `p1` stands for; words without a mark are never read. */
export function priorityOf(word: string, { priorityMarks }: Pick<Lexicon, 'priorityMarks'>): Priority | null {
  const mark = key(word.replace(/^!/u, ''));
  return LEVELS[mark] ?? priorityMarks[mark] ?? null;
}

/** Takes the priority out of the text; the last one counts. */
export function readPriority(draft: Draft, { priority: pattern, lexicon }: Grammar): Priority | null {
  let priority: Priority | null = null;
  for (const match of matches(pattern, draft.free)) {
    priority = priorityOf(match[0], lexicon) ?? priority;
    draft.take(rangeOf(match), 'priority', priority ?? '');
  }
  return priority;
}

/** Takes `+name` out of the text; the first one counts. Quoted names are read before quotations are masked. */
export function readList(draft: Draft, form: keyof typeof LIST): string | undefined {
  let list: string | undefined;
  for (const match of matches(LIST[form], draft.free)) {
    const name = match.groups['name'] ?? '';
    list ??= name;
    draft.take(rangeOf(match), 'list', name);
  }
  return list;
}
