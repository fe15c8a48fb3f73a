import type { Priority } from '../result.js';
import type { Draft } from '../text/draft.js';
import { key, matches, rangeOf } from '../text/patterns.js';

const PRIORITY = /(?<![^\s(])(?:!(?<word>high|med|medium|low|[1-4])|(?<short>p[1-4]))(?![^\s.,;:!?)])/giu;
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

/** The level that `!high`, `!1` or `p1` stands for; words without a mark are never read. */
export function priorityOf(word: string): Priority | null {
  return LEVELS[key(word.replace(/^!/u, ''))] ?? null;
}

/** Takes the priority out of the text; the last one counts. */
export function readPriority(draft: Draft): Priority | null {
  let priority: Priority | null = null;
  for (const match of matches(PRIORITY, draft.free)) {
    priority = priorityOf(match[0]) ?? priority;
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
