import type { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import { isFilterKey } from '../filter/filter-keys.js';
import { filterTokens, type FilterToken } from '../filter/filter-tokens.js';
import { Draft, type Range } from '../text/draft.js';
import { key, matches, rangeOf } from '../text/patterns.js';
import { findWhen } from '../when/when.js';
import { periodDays } from '../when/period-days.js';
import { resolveDay } from '../when/resolve-day.js';

/**
 * Turns the words of a list request ("what's due today", "overdue #home") into the filter language, each in its place;
 * null when words are left over, since the request is then none. With a key such as `due:` in it, it can be nothing
 * else, and all other words are searched for.
 */
export function naturalFilter(words: string, reading: Reading): string | null {
  const { lexicon, refs } = reading.grammar;
  const asked = words.replace(/[?!.]+\s*$/u, '');
  const tokens = filterTokens(asked);
  const sure = tokens.some((token) => token.kind === 'term' && token.key !== null && isFilterKey(token.key));
  const draft = new Draft(asked);
  const terms: { readonly at: number; readonly text: string }[] = [];
  const take = (range: Range, text: string): void => {
    terms.push({ at: range.start, text });
    draft.drop(range);
  };
  for (const token of tokens.filter((one) => isLanguage(one, tokens, sure)))
    take(token, asked.slice(token.start, token.end));
  for (const match of matches(refs.periodWords, draft.free)) {
    const days = periodDays(lexicon.periodWords[key(match[0])] ?? '', reading.today, false);
    if (days !== null) take(rangeOf(match), `due:${days[0].toString()}..${days[1].toString()}`);
  }
  for (const match of matches(refs.filterWords, draft.free)) {
    const term = lexicon.filterWords[key(match[0])];
    if (term !== undefined) take(rangeOf(match), term);
  }
  const { dates, times } = findWhen(draft.free, reading);
  const [date] = dates;
  if (dates.length === 1 && times.length === 0 && date !== undefined) {
    const day = resolveDay(date.value, null, reading);
    if (day !== null)
      terms.push({ at: date.range.start, text: `due:${daysUpTo(date.lead, day.date, reading)}` });
    draft.drop(date.range);
  }
  const rest = draft.free.replace(refs.filler, (word) => ' '.repeat(word.length)).replace(/[,;&]/gu, ' ');
  const left = [...rest.matchAll(/\S+/gu)].map((word) => {
    const or = lexicon.or.includes(word[0].toLowerCase()) && isBetween(terms, word.index, rest);
    return { at: word.index, text: or ? 'OR' : word[0], or };
  });
  if (left.some(({ or }) => !or) && !sure) return null;
  terms.push(...left);
  return terms
    .sort((a, b) => a.at - b.at)
    .map(({ text }, i, all) => (glued(all[i - 1]?.text, text) ? text : ` ${text}`))
    .join('')
    .trim();
}

/** Whether a token is the filter language and not a word of the sentence. */
function isLanguage(token: FilterToken, tokens: readonly FilterToken[], sure: boolean): boolean {
  if (token.kind === 'not') {
    const next = tokens[tokens.indexOf(token) + 1];
    return next === undefined || next.kind !== 'term' || isMarked(next) || sure;
  }
  return token.kind !== 'term' || isMarked(token) || (sure && token.quoted);
}

function isMarked(token: FilterToken): boolean {
  if (token.kind !== 'term') return false;
  if (token.key !== null) return token.value !== '';
  return token.sigil !== null || (!token.quoted && /^p[1-4]$/iu.test(token.value));
}

/** Whether a condition stands on each side of the word at `at`, with no other word between: "#home or #work". */
function isBetween(conditions: readonly { readonly at: number }[], at: number, rest: string): boolean {
  const before = rest.slice(0, at).trimEnd().length;
  const after = at + (/^\S+\s*/u.exec(rest.slice(at))?.[0].length ?? 0);
  return (
    conditions.some((one) => one.at >= before && one.at < at) &&
    conditions.some((one) => one.at > at && one.at < after)
  );
}

/** Around parentheses no blank is needed, and after a minus none may be. */
function glued(before: string | undefined, text: string): boolean {
  return before === undefined || before === '-' || before === '(' || text === ')';
}

/** "by friday" is every day up to it, "before friday" up to the day before. */
function daysUpTo(lead: string | null, date: Temporal.PlainDate, { grammar }: Reading): string {
  const { upTo, ahead } = grammar.lexicon.before;
  if (lead !== null && ahead.includes(lead)) return `..${date.subtract({ days: 1 }).toString()}`;
  return lead !== null && upTo.includes(lead) ? `..${date.toString()}` : date.toString();
}
