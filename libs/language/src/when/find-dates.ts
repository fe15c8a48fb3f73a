import type { Reading } from '../context.js';
import type { DateWord } from '../lexicon.js';
import { durationOf } from '../text/duration.js';
import { key, matches, rangeOf, type NamedMatch } from '../text/patterns.js';
import { ordinalOf } from '../text/words.js';
import { absoluteDates } from './absolute-dates.js';
import type { DateCandidate, DateRole, DayValue, Strength } from './candidate.js';
import { dayOfWord, WEAK_WORDS } from './date-words.js';
import { joinedDates } from './joined-dates.js';

/** All phrases of the text that could be a date, words that lead into them included. */
export function findDates(free: string, reading: Reading): DateCandidate[] {
  const found = [...relativeDates(free, reading), ...absolute(free, reading)];
  return [...joinedDates(free, found, reading), ...found];
}

function absolute(free: string, reading: Reading): DateCandidate[] {
  return absoluteDates(free, reading).map(({ match, value, to, certain }) => ({
    ...candidate(free, rangeOf(match), certain ? 'certain' : 'plain', value, reading),
    ...(to !== undefined && { to }),
  }));
}

function relativeDates(free: string, reading: Reading): DateCandidate[] {
  const { dates: patterns, lexicon } = reading.grammar;
  const found: DateCandidate[] = [];
  const add = (match: NamedMatch, kind: Phrase, value: DayValue | null, assumption?: string): void => {
    if (value !== null) found.push(candidate(free, rangeOf(match), kind, value, reading, assumption));
  };

  for (const match of matches(patterns.word, free)) {
    const word = lexicon.dateWords[key(match[0])];
    if (word === undefined) continue;
    const { value, assumption } = dayOfWord(word, reading);
    add(match, wordPhrase(word, match[0], reading), value, assumption);
  }
  for (const match of matches(patterns.weekday, free)) {
    if (isName(match, free, reading)) continue;
    add(match, weekdayPhrase(match, reading), weekdayValue(match, reading));
  }
  for (const match of matches(patterns.compound, free)) {
    const { start, end } = rangeOf(match);
    const range = { start, end: end - (match.groups['part'] ?? '').length };
    const value = weekdayValue(match, reading);
    if (value !== null) found.push(candidate(free, range, 'plain', value, reading));
  }
  for (const match of matches(patterns.nthOfMonth, free)) add(match, 'plain', nthValue(match, reading));
  for (const match of matches(patterns.ordinal, free)) {
    const day = ordinalOf(lexicon, match.groups['day'] ?? '');
    if (day === null || day < 1 || day > 31) continue;
    add(match, match.groups['of'] === undefined ? 'needs-lead' : 'plain', { kind: 'day-of-month', day });
  }
  for (const match of matches(patterns.span, free)) {
    const text = match.groups['in'] ?? match.groups['later'] ?? '';
    add(match, 'certain', { kind: 'span', duration: durationOf(lexicon, text) });
  }
  return found;
}

/** How much a phrase needs to count as a date; see `Strength`. */
type Phrase = 'certain' | 'plain' | 'ambiguous' | 'needs-lead' | 'led';

const STRENGTH: Readonly<Record<Phrase, { readonly bare: Strength; readonly led: Strength }>> = {
  certain: { bare: 'anywhere', led: 'anywhere' },
  plain: { bare: 'edge', led: 'anywhere' },
  ambiguous: { bare: 'beside', led: 'edge' },
  'needs-lead': { bare: 'beside', led: 'end' },
  led: { bare: 'beside', led: 'anywhere' },
};

function candidate(
  free: string,
  range: { readonly start: number; readonly end: number },
  phrase: Phrase,
  value: DayValue,
  { grammar }: Reading,
  assumption?: string,
): DateCandidate {
  const found = grammar.dates.lead.exec(free.slice(Math.max(0, range.start - 24), range.start));
  const lead = found === null ? null : key(found.groups?.['lead'] ?? '');
  const start = found === null ? range.start : range.start - found[0].length;
  return {
    is: 'date',
    range: { start, end: range.end },
    strength: STRENGTH[phrase][lead === null ? 'bare' : 'led'],
    role: lead === null ? 'due' : roleOf(lead, grammar.lexicon),
    value,
    lead,
    ...(assumption === undefined ? {} : { assumption }),
  };
}

function roleOf(lead: string, { before }: Reading['grammar']['lexicon']): DateRole {
  if (before.until.includes(lead)) return before.due.includes(lead) ? 'by' : 'until';
  return before.start.includes(lead) ? 'start' : 'due';
}

function wordPhrase(word: DateWord, text: string, { grammar }: Reading): Phrase {
  if (grammar.lexicon.leadDateWords.includes(key(text))) return 'led';
  return WEAK_WORDS.has(word) ? 'plain' : 'certain';
}

function weekdayPhrase({ groups }: NamedMatch, { grammar }: Reading): Phrase {
  const named = ['next', 'this', 'week', 'week1'].some((group) => groups[group] !== undefined);
  if (named) return 'certain';
  return grammar.lexicon.ambiguousWeekdays.includes(key(groups['day'] ?? '')) ? 'ambiguous' : 'plain';
}

function weekdayValue({ groups }: NamedMatch, { grammar }: Reading): DayValue | null {
  const weekday = grammar.lexicon.weekdays[key(groups['day'] ?? '')];
  if (weekday === undefined) return null;
  const next = ['next', 'week', 'week1'].some((group) => groups[group] !== undefined);
  return { kind: 'weekday', weekday, week: next ? 'next' : groups['this'] === undefined ? 'any' : 'this' };
}

/** "the last workday of the month", once. */
function nthValue({ groups }: NamedMatch, { grammar }: Reading): DayValue | null {
  const { lexicon } = grammar;
  const nth = ordinalOf(lexicon, groups['nth'] ?? '');
  if (nth === null || nth === 0) return null;
  const name = key(groups['day'] ?? '');
  const weekday = lexicon.weekdays[name];
  const workdays = lexicon.workdays.includes(name) ? [1, 2, 3, 4, 5] : [];
  return { kind: 'nth-of-month', nth, weekdays: weekday === undefined ? workdays : [weekday] };
}

/** "last friday" is over, "the first monday" is one of some month, and "the sun" is no day. */
function isName(match: NamedMatch, free: string, { grammar: { lexicon } }: Reading): boolean {
  if (follows(free, match.index, lexicon.last)) return true;
  const before =
    key(free.slice(Math.max(0, match.index - 24), match.index))
      .split(' ')
      .at(-1) ?? '';
  if (before !== '' && ordinalOf(lexicon, before) !== null && !/^\d+$/u.test(before)) return true;
  const unsure = lexicon.ambiguousWeekdays.includes(key(match.groups['day'] ?? ''));
  return unsure && lexicon.article.includes(before);
}

/** Whether one of the words stands directly before the offset. */
function follows(free: string, offset: number, words: readonly string[]): boolean {
  const before = key(free.slice(Math.max(0, offset - 16), offset));
  return words.some((word) => before === word || before.endsWith(` ${word}`));
}
