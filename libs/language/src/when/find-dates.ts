import type { Reading } from '../context.js';
import type { DateWord } from '../lexicon.js';
import { key, matches, rangeOf, type NamedMatch } from '../text/patterns.js';
import { durationOf, ordinalOf } from '../text/words.js';
import { absoluteDates } from './absolute-dates.js';
import type { DateCandidate, DateRole, DayValue, Strength } from './candidate.js';
import { dayOfWord, WEAK_WORDS } from './date-words.js';

/** All phrases of the text that could be a date, words that lead into them included. */
export function findDates(free: string, reading: Reading): DateCandidate[] {
  const { dates: patterns, lexicon } = reading.grammar;
  const found: DateCandidate[] = [];
  const add = (match: NamedMatch, kind: Phrase, value: DayValue | null, assumption?: string): void => {
    if (value !== null) found.push(candidate(free, rangeOf(match), kind, value, reading, assumption));
  };

  for (const match of matches(patterns.word, free)) {
    const word = lexicon.dateWords[key(match[0])];
    if (word === undefined) continue;
    const { value, assumption } = dayOfWord(word, reading);
    add(match, wordPhrase(word, match[0]), value, assumption);
  }
  for (const match of matches(patterns.weekday, free)) {
    if (!follows(free, match.index, lexicon.last))
      add(match, weekdayPhrase(match, reading), weekdayValue(match, reading));
  }
  for (const match of matches(patterns.ordinal, free)) {
    const day = ordinalOf(lexicon, match.groups['day'] ?? '');
    if (day === null || day < 1 || day > 31) continue;
    add(match, match.groups['of'] === undefined ? 'needs-lead' : 'plain', { kind: 'day-of-month', day });
  }
  for (const match of matches(patterns.span, free)) {
    const text = match.groups['in'] ?? match.groups['later'] ?? '';
    add(match, 'certain', { kind: 'span', duration: durationOf(lexicon, text) });
  }
  for (const { match, value, certain } of absoluteDates(free, reading))
    add(match, certain ? 'certain' : 'plain', value);
  return found;
}

/** How much a phrase needs to count as a date; see `Strength`. */
type Phrase = 'certain' | 'plain' | 'ambiguous' | 'needs-lead';

const STRENGTH: Readonly<Record<Phrase, { readonly bare: Strength | null; readonly led: Strength }>> = {
  certain: { bare: 'anywhere', led: 'anywhere' },
  plain: { bare: 'edge', led: 'anywhere' },
  ambiguous: { bare: 'beside', led: 'edge' },
  'needs-lead': { bare: null, led: 'end' },
};

function candidate(
  free: string,
  range: { readonly start: number; readonly end: number },
  phrase: Phrase,
  value: DayValue,
  { grammar }: Reading,
  assumption?: string,
): DateCandidate {
  const lead = grammar.dates.lead.exec(free.slice(Math.max(0, range.start - 24), range.start));
  const start = lead === null ? range.start : range.start - lead[0].length;
  const bare = STRENGTH[phrase].bare ?? 'beside';
  return {
    is: 'date',
    range: { start, end: range.end },
    strength: lead === null ? bare : STRENGTH[phrase].led,
    role: lead === null ? 'due' : roleOf(lead.groups?.['lead'] ?? '', grammar.lexicon),
    value,
    ...(assumption === undefined ? {} : { assumption }),
  };
}

function roleOf(lead: string, { before }: Reading['grammar']['lexicon']): DateRole {
  if (before.until.includes(key(lead))) return 'until';
  return before.start.includes(key(lead)) ? 'start' : 'due';
}

function wordPhrase(word: DateWord, text: string): Phrase {
  if (/^weekend$/iu.test(text)) return 'needs-lead';
  return WEAK_WORDS.has(word) ? 'plain' : 'certain';
}

function weekdayPhrase(match: NamedMatch, { grammar }: Reading): Phrase {
  if (
    match.groups['next'] !== undefined ||
    match.groups['this'] !== undefined ||
    match.groups['week'] !== undefined
  ) {
    return 'certain';
  }
  return grammar.lexicon.ambiguousWeekdays.includes(key(match.groups['day'] ?? '')) ? 'ambiguous' : 'plain';
}

function weekdayValue(match: NamedMatch, { grammar }: Reading): DayValue | null {
  const weekday = grammar.lexicon.weekdays[key(match.groups['day'] ?? '')];
  if (weekday === undefined) return null;
  const next = match.groups['next'] !== undefined || match.groups['week'] !== undefined;
  return {
    kind: 'weekday',
    weekday,
    week: next ? 'next' : match.groups['this'] === undefined ? 'any' : 'this',
  };
}

/** Whether one of the words stands directly before the offset. */
function follows(free: string, offset: number, words: readonly string[]): boolean {
  const before = key(free.slice(Math.max(0, offset - 16), offset));
  return words.some((word) => before === word || before.endsWith(` ${word}`));
}
