import type { Lexicon } from '../lexicon.js';
import { key, matches, rangeOf, type NamedMatch } from '../text/patterns.js';
import { numberOf } from '../text/words.js';
import type { Strength, TimeCandidate, TimeValue } from './candidate.js';
import type { TimePatterns } from './time-patterns.js';

/** All phrases of the text that could be a time of day. */
export function findTimes(free: string, patterns: TimePatterns, lexicon: Lexicon): TimeCandidate[] {
  const found: TimeCandidate[] = [];
  const add = (match: NamedMatch, strength: Strength, value: TimeValue | null): void => {
    // "the 5pm slides": a time after an article is a name.
    const named =
      value?.hour !== -1 && patterns.article.test(free.slice(Math.max(0, match.index - 8), match.index));
    if (value !== null && !named) found.push({ is: 'time', range: rangeOf(match), strength, value });
  };
  for (const match of matches(patterns.span, free)) add(match, 'anywhere', spanStart(match));
  for (const match of matches(patterns.span24, free)) add(match, 'edge', clockTime(match, lexicon));
  for (const match of matches(patterns.meridiem, free)) add(match, 'anywhere', clockTime(match, lexicon));
  for (const match of matches(patterns.iso, free)) {
    add(match, 'anywhere', { ...clockTime(match, lexicon), clock24: true });
  }
  for (const match of matches(patterns.colon, free)) {
    add(match, hasAt(match) ? 'anywhere' : 'edge', clockTime(match, lexicon));
  }
  for (const match of matches(patterns.spoken, free)) add(match, 'anywhere', spokenTime(match, lexicon));
  for (const match of matches(patterns.hour, free)) {
    const sure = [match.groups['part'], match.groups['oclock'], match.groups['oclock2']].some(
      (group) => group !== undefined,
    );
    add(match, sure ? 'anywhere' : 'edge', clockTime(match, lexicon));
  }
  for (const match of matches(patterns.noon, free)) {
    const hour = match.groups['noon'] === undefined ? 0 : 12;
    add(match, hasAt(match) ? 'anywhere' : 'edge', {
      hour,
      minute: 0,
      meridiem: null,
      clock24: true,
      part: null,
    });
  }
  for (const match of matches(patterns.part, free)) add(match, 'edge', partTime(match, lexicon));
  for (const match of matches(patterns.barePart, free)) add(match, 'beside', partTime(match, lexicon));
  for (const match of matches(patterns.bareHour, free)) add(match, 'beside-end', clockTime(match, lexicon));
  return found;
}

function hasAt(match: NamedMatch): boolean {
  return match.groups['at'] !== undefined || match[0].startsWith('@');
}

function clockTime({ groups }: NamedMatch, lexicon: Lexicon): TimeValue {
  const hour = groups['hour'] ?? groups['bare'] ?? '';
  return {
    hour: numberOf(lexicon, hour) ?? 0,
    minute: Number(groups['minute'] ?? 0),
    meridiem: meridiemOf(groups['meridiem']),
    // A leading zero or an hour past noon is the 24-hour clock.
    clock24: groups['meridiem'] === undefined && /^(?:0\d?|1[3-9]|2\d)$/u.test(hour),
    part: partOf(groups['part'], lexicon),
  };
}

function spanStart({ groups }: NamedMatch): TimeValue | null {
  const hour = Number(groups['hour']);
  if (hour < 1 || hour > 12) return null;
  const meridiem = meridiemOf(groups['meridiem'] ?? groups['second']);
  return { hour, minute: Number(groups['minute'] ?? 0), meridiem, clock24: false, part: null };
}

function spokenTime({ groups }: NamedMatch, lexicon: Lexicon): TimeValue {
  const to = groups['to'] !== undefined;
  const hour = numberOf(lexicon, groups['hour'] ?? '') ?? 0;
  return {
    hour: to ? (hour === 1 ? 12 : hour - 1) : hour,
    minute: groups['half'] !== undefined ? 30 : to ? 45 : 15,
    meridiem: meridiemOf(groups['meridiem']),
    clock24: false,
    part: partOf(groups['part'], lexicon),
  };
}

/** Hour -1 stands for the user's own time of that part of the day. */
function partTime({ groups }: NamedMatch, lexicon: Lexicon): TimeValue | null {
  const part = partOf(groups['part'], lexicon);
  return part === null ? null : { hour: -1, minute: 0, meridiem: null, clock24: false, part };
}

function partOf(word: string | undefined, lexicon: Lexicon): TimeValue['part'] {
  return word === undefined ? null : (lexicon.dayParts[key(word)] ?? null);
}

function meridiemOf(text: string | undefined): TimeValue['meridiem'] {
  if (text === undefined) return null;
  return text.toLowerCase().startsWith('p') ? 'pm' : 'am';
}
