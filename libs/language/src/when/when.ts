import type { Reading } from '../context.js';
import type { Draft, Range } from '../text/draft.js';
import type { DateCandidate, TimeCandidate } from './candidate.js';
import { findDates } from './find-dates.js';
import { findTimes } from './find-times.js';
import { select } from './select.js';

/** The date and time phrases of a text, in order. */
export interface When {
  readonly dates: readonly DateCandidate[];
  readonly times: readonly TimeCandidate[];
}

/** Finds what the text says about time, without taking it. */
export function findWhen(
  free: string,
  reading: Reading,
  { edges, anchor = null }: { readonly edges?: Range; readonly anchor?: Range | null } = {},
): When {
  const { times, lexicon } = reading.grammar;
  const within = edges ?? { start: 0, end: free.length };
  const text = free.slice(within.start, within.end);
  const timeCandidates = findTimes(text, times, lexicon);
  const candidates = [...timeCandidates, ...findDates(withoutTimes(text, timeCandidates), reading)];
  const chosen = select(text, candidates, anchor).map((candidate) => ({
    ...candidate,
    range: { start: candidate.range.start + within.start, end: candidate.range.end + within.start },
  }));
  return {
    dates: chosen.filter((candidate) => candidate.is === 'date'),
    times: chosen.filter((candidate) => candidate.is === 'time'),
  };
}

/** Takes the phrases out of the title; returns where they stood. */
export function takeWhen(
  draft: Draft,
  { dates, times }: When,
  value: string,
  assumptions: readonly string[] = [],
): readonly Range[] {
  const phrases = [...dates, ...times].map(({ range }) => draft.trimmed(range));
  for (const phrase of phrases) {
    draft.take(phrase, 'due', value);
    draft.explain(phrase, value, assumptions[0]);
  }
  return phrases;
}

/** Dates are read as if the clear times were not there, so that "at 5" is never taken for a fifth. */
function withoutTimes(text: string, times: readonly TimeCandidate[]): string {
  let rest = text;
  for (const { range, strength } of times) {
    if (strength !== 'anywhere' && strength !== 'edge') continue;
    rest = rest.slice(0, range.start) + ' '.repeat(range.end - range.start) + rest.slice(range.end);
  }
  return rest;
}
