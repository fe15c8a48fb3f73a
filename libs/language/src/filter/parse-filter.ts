import { readingOf, type ParseContext, type Reading } from '../context.js';
import { foldTag, InvalidTagError } from '../fold-tag.js';
import { say, type Messages } from '../messages.js';
import type { Problem } from '../result.js';
import { priorityOf } from '../steps/priority-and-list.js';
import { sanitizeTitle } from '../text/sanitize.js';
import type { Lexicon } from '../lexicon.js';
import { nearest } from '../text/nearest.js';
import { dueWords, readDue } from './due-filter.js';
import { sortKeys, taskParts, taskStates, type Condition, type Filter, type FilterTerm } from './filter.js';

export interface ParsedFilter {
  readonly filter: Filter;
  /** A filter with a problem must not be run: what was not understood is not in it. */
  readonly problems: readonly Problem[];
}

const MAX_LENGTH = 500;
const MAX_LIMIT = 200;
const KEYS = ['due', 'is', 'has', 'list', 'tag', 'priority', 'sort', 'limit'] as const;
type Key = (typeof KEYS)[number];

/** One token: a sign, an optional key or sigil, and a word or a quotation. */
const TOKEN =
  /(?<not>-)?(?:(?<key>\p{L}[\p{L}_]*):(?!\/\/))?(?<sigil>[#+!](?=[^\s]))?(?:"(?<quoted>[^"]*)"?|(?<bare>[^\s"]+))?/uy;

/**
 * Reads the filter language: `#tag -#tag p1 !high due:today due:2026-12-01..2026-12-24 due:7d is:open
 * has:reminder list:name +name "phrase" word -word sort:due,-priority limit:20`. Terms are combined with AND.
 */
export function parseFilter(text: string, context: ParseContext): ParsedFilter {
  return readFilter(text, readingOf(context));
}

export function readFilter(text: string, reading: Reading): ParsedFilter {
  const filter: { terms: FilterTerm[]; sort: Filter['sort']; limit: number | null } = {
    terms: [],
    sort: [],
    limit: null,
  };
  const problems: Problem[] = [];
  const { lexicon } = reading.grammar;
  const { messages } = lexicon;
  if (text.length > MAX_LENGTH) {
    return {
      filter,
      problems: [{ code: 'filter.too-long', message: messages.filterTooLong, suggestions: [] }],
    };
  }
  for (const token of tokens(sanitizeTitle(text))) {
    const value = token['quoted'] ?? token['bare'] ?? '';
    const not = token['not'] !== undefined;
    const key = token['key']?.toLowerCase();
    if (key === undefined) {
      const condition = plain(token, value, lexicon);
      if (condition === null) problems.push(invalid(`${token['sigil'] ?? ''}${value}`, [], messages));
      else filter.terms.push({ ...condition, not });
    } else if (!isKey(key)) problems.push(unknownKey(key, messages));
    else if (key === 'sort' || key === 'limit') {
      const read = key === 'sort' ? readSort(value) : readLimit(value);
      if (read === null)
        problems.push(invalid(`${key}:${value}`, key === 'sort' ? sortKeys : [`1..${MAX_LIMIT}`], messages));
      else Object.assign(filter, read);
    } else {
      const condition = keyed(key, `${token['sigil'] ?? ''}${value}`, reading);
      if (condition === null) problems.push(invalid(`${key}:${value}`, VALUES[key], messages));
      else filter.terms.push({ ...condition, not });
    }
  }
  return { filter, problems };
}

function* tokens(text: string): Generator<Record<string, string | undefined>> {
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const length = match?.[0].length ?? 0;
    if (length > 0) yield match?.groups ?? {};
    at += Math.max(1, length);
  }
}

const VALUES: Readonly<Record<Exclude<Key, 'sort' | 'limit'>, readonly string[]>> = {
  due: [...dueWords, '7d', '2026-12-01..2026-12-24'],
  is: taskStates,
  has: taskParts,
  list: [],
  tag: [],
  priority: ['high', 'medium', 'low'],
};

function isKey(key: string): key is Key {
  return KEYS.some((known) => known === key);
}

/** A token without a key: tag, list, priority, phrase or word. */
function plain(token: Record<string, string | undefined>, value: string, lexicon: Lexicon): Condition | null {
  if (value === '') return null;
  if (token['sigil'] === '#') return tagOf(value);
  if (token['sigil'] === '+') return { kind: 'list', name: value };
  if (token['sigil'] === '!') return priorityCondition(value, lexicon);
  if (token['quoted'] !== undefined) return { kind: 'phrase', text: value };
  // AND is how terms combine anyway; OR would be ignored silently, so it is refused.
  if (value === 'OR') return null;
  return /^p[1-4]$/iu.test(value) ? priorityCondition(value, lexicon) : { kind: 'word', text: value };
}

function keyed(key: Exclude<Key, 'sort' | 'limit'>, value: string, reading: Reading): Condition | null {
  const { lexicon } = reading.grammar;
  if (value === '') return null;
  switch (key) {
    case 'due': {
      const due = readDue(value, reading);
      return due === null ? null : { kind: 'due', due };
    }
    case 'is': {
      const state = taskStates.find((known) => known === value.toLowerCase());
      return state === undefined ? null : { kind: 'is', state };
    }
    case 'has': {
      const part = taskParts.find((known) => known === value.toLowerCase());
      return part === undefined ? null : { kind: 'has', part };
    }
    case 'list':
      return { kind: 'list', name: value.replace(/^\+/u, '') };
    case 'tag':
      return tagOf(value);
    case 'priority':
      return priorityCondition(value, lexicon);
  }
}

function tagOf(value: string): Condition | null {
  try {
    return { kind: 'tag', tag: foldTag(value) };
  } catch (error) {
    if (error instanceof InvalidTagError) return null;
    throw error;
  }
}

function priorityCondition(value: string, lexicon: Lexicon): Condition | null {
  const priority = priorityOf(value, lexicon);
  return priority === null ? null : { kind: 'priority', priority };
}

function readSort(value: string): Pick<Filter, 'sort'> | null {
  const sort = value.split(',').map((part) => {
    const name = part.replace(/^-/u, '').toLowerCase();
    const key = sortKeys.find((known) => known === name);
    return key === undefined ? null : { key, descending: part.startsWith('-') };
  });
  return sort.includes(null) ? null : { sort: sort.filter((part) => part !== null) };
}

function readLimit(value: string): Pick<Filter, 'limit'> | null {
  const limit = /^\d{1,3}$/u.test(value) ? Number(value) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? { limit } : null;
}

function unknownKey(key: string, messages: Messages): Problem {
  const near = nearest(key, KEYS);
  return {
    code: 'filter.unknown-key',
    message: say(messages.unknownKey, { key, near }),
    suggestions: [{ label: `${near}:` }],
  };
}

function invalid(term: string, values: readonly string[], messages: Messages): Problem {
  const hint = values.length === 0 ? '' : ` ${say(messages.try, { values: values.join(', ') })}`;
  return {
    code: 'filter.invalid-value',
    message: say(messages.notUnderstood, { term }) + hint,
    suggestions: [],
  };
}
