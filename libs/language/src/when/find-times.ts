import type { Lexicon } from '../lexicon.js';
import { key, matches, rangeOf, type NamedMatch } from '../text/patterns.js';
import { numberOf } from '../text/words.js';
import type { Strength, TimeCandidate, TimeValue } from './candidate.js';
import type { TimePatterns } from './time-patterns.js';
import { timeSpan } from './time-span.js';

/** All phrases of the text that could be a time of day. */
export function findTimes(free: string, patterns: TimePatterns, lexicon: Lexicon): TimeCandidate[] {
  const found = [
    // Most sentences hold no digit, and these patterns all need one.
    ...(/\d/u.test(free) ? numericTimes(free, patterns, lexicon) : []),
    ...spokenTimes(free, patterns, lexicon),
    ...partsOfDay(free, patterns, lexicon),
  ];
  return found.map((time) =>
    isListed(time, found, free, patterns) ? { ...time, strength: 'anywhere' } : time,
  );
}

type Found = TimeCandidate | null;

/** What each match of the pattern stands for. */
function each(pattern: RegExp, free: string, read: (match: NamedMatch) => Found): readonly TimeCandidate[] {
  return matches(pattern, free)
    .map(read)
    .filter((time) => time !== null);
}

function time(match: NamedMatch, strength: Strength, value: TimeValue | null): Found {
  return value === null ? null : { is: 'time', range: rangeOf(match), strength, value };
}

function numericTimes(free: string, patterns: TimePatterns, lexicon: Lexicon): readonly TimeCandidate[] {
  const clock = (match: NamedMatch): TimeValue => clockTime(match, lexicon);
  const named = (found: TimeCandidate): boolean => isNamed(found, free, patterns);
  return [
    ...each(patterns.span, free, (match) => {
      const span = timeSpan(match, lexicon);
      return span === null ? null : { is: 'time', range: rangeOf(match), ...span };
    }),
    ...each(patterns.meridiem, free, (match) => time(match, 'anywhere', clock(match))),
    ...each(patterns.iso, free, (match) => time(match, 'anywhere', { ...clock(match), clock24: true })),
    ...each(patterns.colon, free, (match) =>
      time(match, hasAt(match) || hasOClock(match) ? 'anywhere' : 'edge', clock(match)),
    ),
    ...each(patterns.bareHour, free, (match) => time(match, 'beside-end', clock(match))),
  ].filter((found) => !named(found));
}

function spokenTimes(free: string, patterns: TimePatterns, lexicon: Lexicon): readonly TimeCandidate[] {
  return [
    ...each(patterns.spoken, free, (match) => time(match, 'anywhere', spokenTime(match, lexicon))),
    ...each(patterns.counted, free, (match) => time(match, 'anywhere', spokenTime(match, lexicon))),
    ...each(patterns.hour, free, (match) => {
      const { part, adverb } = match.groups;
      const sure = hasOClock(match) || part !== undefined || adverb !== undefined;
      return time(match, sure ? 'anywhere' : 'edge', clockTime(match, lexicon));
    }),
    ...each(patterns.noon, free, (match) => {
      const hour = match.groups['noon'] === undefined ? 0 : 12;
      const value = { hour, minute: 0, meridiem: null, clock24: true, part: null };
      const adverb = lexicon.noonAdverbs.includes(key(match[0]));
      return time(match, hasAt(match) ? 'anywhere' : adverb ? 'edge' : 'end', value);
    }),
  ].filter((found) => !isNamed(found, free, patterns));
}

function partsOfDay(free: string, patterns: TimePatterns, lexicon: Lexicon): readonly TimeCandidate[] {
  return [
    ...each(patterns.part, free, (match) => time(match, 'edge', partTime(match, lexicon))),
    ...each(patterns.partAfterDay, free, (match) => time(match, 'anywhere', partTime(match, lexicon))),
    ...each(patterns.compound, free, (match) => {
      const found = time(match, 'beside', partTime(match, lexicon));
      const { end } = rangeOf(match);
      const start = end - (match.groups['part'] ?? '').length;
      return found === null ? null : { ...found, range: { start, end } };
    }),
    ...each(patterns.barePart, free, (match) => time(match, 'beside', partTime(match, lexicon))),
  ];
}

/** "the 5pm slides": a time after an article is a name. */
function isNamed({ range }: TimeCandidate, free: string, { article }: TimePatterns): boolean {
  return article.test(free.slice(Math.max(0, range.start - 8), range.start));
}

/** "at 9:30 and 18:00": a time after one that is certain is certain too. */
function isListed(
  { strength, value: said, range: at }: TimeCandidate,
  all: readonly TimeCandidate[],
  free: string,
  { listed }: TimePatterns,
): boolean {
  if (strength !== 'edge' || said.hour < 0) return false;
  return all.some(({ range, value }) => {
    const between = free.slice(range.end, at.start);
    const near = range.end < at.start && between.length < 12;
    return near && value.hour >= 0 && between.trim() !== '' && listed.test(between);
  });
}

function hasAt(match: NamedMatch): boolean {
  return match.groups['at'] !== undefined || match[0].startsWith('@');
}

function hasOClock({ groups }: NamedMatch): boolean {
  return groups['oclock'] !== undefined || groups['oclock2'] !== undefined;
}

function clockTime(match: NamedMatch, lexicon: Lexicon): TimeValue {
  const { groups } = match;
  const hour = groups['hour'] ?? groups['bare'] ?? '';
  const part = partOf(groups, lexicon);
  return {
    hour: numberOf(lexicon, hour) ?? 0,
    minute: Number(groups['minute'] ?? groups['minute2'] ?? groups['after'] ?? groups['after2'] ?? 0),
    meridiem: meridiemOf(groups['meridiem']),
    clock24:
      groups['meridiem'] === undefined &&
      (is24(hour) || (lexicon.oClockIs24 && hasOClock(match) && part === null)),
    part,
    ...today(groups),
  };
}

/** A leading zero or an hour past noon is the 24-hour clock. */
export function is24(hour: string): boolean {
  return /^(?:0\d?|1[3-9]|2\d)$/u.test(hour);
}

/** "half past 6", "ten to five": minutes after or before the hour said. */
function spokenTime({ groups }: NamedMatch, lexicon: Lexicon): TimeValue | null {
  const hour = numberOf(lexicon, groups['hour'] ?? '') ?? 0;
  const counted = numberOf(lexicon, groups['count'] ?? '') ?? 0;
  const sign = lexicon.minuteWords[key(groups['minutes'] ?? '')] ?? 0;
  const offset = (lexicon.spokenTimes[key(groups['spoken'] ?? '')] ?? 0) + counted * sign;
  if (Math.abs(offset) >= 60) return null;
  const minutes = (hour % 12) * 60 + offset + (hour === 12 || offset < 0 ? 720 : 0);
  return {
    hour: Math.floor(minutes / 60) % 12 || 12,
    minute: minutes % 60,
    meridiem: meridiemOf(groups['meridiem']),
    clock24: false,
    part: partOf(groups, lexicon),
    ...today(groups),
  };
}

function partTime({ groups }: NamedMatch, lexicon: Lexicon): TimeValue | null {
  const part = partOf(groups, lexicon);
  return part === null
    ? null
    : { hour: -1, minute: 0, meridiem: null, clock24: false, part, ...today(groups) };
}

function today(groups: NamedMatch['groups']): { readonly today?: true } {
  return groups['today'] === undefined ? {} : { today: true };
}

function partOf(groups: NamedMatch['groups'], lexicon: Lexicon): TimeValue['part'] {
  const word = key(groups['part'] ?? groups['adverb'] ?? '');
  return lexicon.dayParts[word] ?? lexicon.adverbParts[word] ?? null;
}

export function meridiemOf(text: string | undefined): TimeValue['meridiem'] {
  if (text === undefined) return null;
  return text.trim().toLowerCase().startsWith('p') ? 'pm' : 'am';
}
