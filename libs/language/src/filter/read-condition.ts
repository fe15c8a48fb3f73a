import type { Reading } from '../context.js';
import { foldTag, InvalidTagError } from '../fold-tag.js';
import { foldText } from '../fold-text.js';
import { priorities, type Priority } from '../result.js';
import { priorityOf } from '../steps/priority-and-list.js';
import {
  allOf,
  anyOf,
  everything,
  taskParts,
  taskStates,
  type Condition,
  type Expression,
} from './filter.js';
import type { FilterKeyName } from './filter-keys.js';
import type { TermToken } from './filter-tokens.js';
import { readDays, readSide } from './read-days.js';

/** A term without a key: tag, task number, list, priority, quotation or word. Null if it makes no sense. */
export function readPlain({ sigil, value, quoted }: TermToken, reading: Reading): Expression | null {
  if (sigil === '#') return /^\d{1,9}$/u.test(value) && !quoted ? numberOf(value) : tagOf(value);
  if (sigil === '+') return listOf(value);
  if (sigil === '!' || (!quoted && /^p[1-4]$/iu.test(value))) return priority(value, reading);
  const text = foldText(value);
  if (text === '' || text === '-') return null;
  return { kind: quoted ? 'phrase' : 'word', text };
}

/**
 * The condition of a key and its value; of values with commas between them, any, but of `no:` none. Null if one makes
 * no sense.
 */
export function readKeyed(
  key: FilterKeyName,
  { value, quoted }: TermToken,
  reading: Reading,
): Expression | null {
  const parts = (quoted ? [value] : value.split(',')).map((part) =>
    part === '' ? null : readOne(key, part, reading),
  );
  if (parts.includes(null)) return null;
  const known = parts.filter((part) => part !== null);
  return key === 'no' ? allOf(known) : anyOf(known);
}

function readOne(key: FilterKeyName, value: string, reading: Reading): Expression | null {
  const lower = value.toLowerCase();
  switch (key) {
    case 'tag':
      return tagOf(value);
    case 'list':
      return listOf(value.replace(/^\+/u, ''));
    case 'priority':
      return comparedPriority(lower, reading);
    case 'is':
      return stateOf(lower, reading);
    case 'has':
      return partOf(lower);
    case 'no': {
      const part = partOf(lower);
      return part && { kind: 'not', of: part };
    }
    case 'by':
      return lower === '@me' || lower === 'me' ? everything : null;
    case 'due':
      if (lower === 'none') return { kind: 'not', of: { kind: 'has', part: 'due' } };
      return lower === 'overdue' ? overdue(reading) : due(readDays(value, 'ahead', reading));
    case 'before':
      return due(readSide(value, '<', reading));
    case 'after':
      return due(readSide(value, '>', reading));
    case 'created':
    case 'updated':
    case 'done': {
      const days = readDays(value, 'behind', reading);
      return days && { kind: 'moment', moment: key, days };
    }
    case 'sort':
    case 'limit':
      return null; // of the whole filter, not of a task
  }
}

function due(days: ReturnType<typeof readDays>): Condition | null {
  return days && { kind: 'due', days };
}

function overdue({ today, now }: Reading): Condition {
  return { kind: 'overdue', date: today.toString(), instant: now.toISOString() };
}

function stateOf(value: string, reading: Reading): Expression | null {
  if (value === 'mine') return everything;
  if (value === 'overdue') return allOf([{ kind: 'is', state: 'open' }, overdue(reading)]);
  if (value === 'all') return anyOf((['open', 'done'] as const).map((state) => ({ kind: 'is', state })));
  const state = taskStates.find((known) => known === value);
  return state === undefined ? null : { kind: 'is', state };
}

function partOf(value: string): Condition | null {
  const part = taskParts.find((known) => known === value);
  return part === undefined ? null : { kind: 'has', part };
}

function numberOf(value: string): Expression {
  return anyOf([
    { kind: 'number', number: Number(value) },
    { kind: 'tag', tag: value },
  ]);
}

function tagOf(value: string): Condition | null {
  try {
    return { kind: 'tag', tag: foldTag(value) };
  } catch (error) {
    if (error instanceof InvalidTagError) return null;
    throw error;
  }
}

function listOf(name: string): Condition | null {
  return name === '' ? null : { kind: 'list', name };
}

function priority(value: string, { grammar }: Reading): Condition | null {
  const level = priorityOf(value, grammar.lexicon);
  return level && { kind: 'priority', priority: level };
}

/** `high`, `>=medium`; more urgent is greater. */
function comparedPriority(value: string, { grammar }: Reading): Expression | null {
  const { sign = '=', word = '' } = /^(?<sign>[<>]=?|=)?(?<word>.*)$/u.exec(value)?.groups ?? {};
  const level = priorityOf(word, grammar.lexicon);
  if (level === null) return null;
  const rank = (of: Priority): number => priorities.indexOf(of) - priorities.indexOf(level);
  const meant = priorities.filter(
    (of) =>
      (rank(of) === 0 && sign.includes('=')) ||
      (rank(of) > 0 && sign.startsWith('>')) ||
      (rank(of) < 0 && sign.startsWith('<')),
  );
  return anyOf(meant.map((of) => ({ kind: 'priority', priority: of })));
}
