import type { DayPart } from '../lexicon.js';
import type { Reading } from '../context.js';
import type { Range } from '../text/draft.js';
import { key, matches, rangeOf, type NamedMatch } from '../text/patterns.js';
import { daysOf } from './rule-days.js';
import { DAY_CODES, ruleDraft, WEEKEND_DAY, WORKDAYS, type RuleDraft } from './rule-draft.js';
import { periodOf } from './rule-period.js';

/** A recurrence phrase and where it stands. */
export interface ReadRecurrence {
  readonly rule: RuleDraft;
  readonly range: Range;
  /** "every morning": the time of day it brings. */
  readonly part: DayPart | null;
}

/** The first recurrence phrase of a text, or null. */
export function findRecurrence(free: string, reading: Reading): ReadRecurrence | null {
  return (
    afterDone(free, reading) ??
    ofEveryMonth(free, reading) ??
    every(free, reading) ??
    adverb(free, reading) ??
    plural(free, reading)
  );
}

function read(match: NamedMatch, rule: RuleDraft | null, part: DayPart | null = null): ReadRecurrence | null {
  return rule === null ? null : { rule, range: rangeOf(match), part };
}

function afterDone(free: string, { grammar }: Reading): ReadRecurrence | null {
  const [match] = matches(grammar.recurrence.afterDone, free);
  if (match === undefined) return null;
  const period = periodOf(match.groups['number'], match.groups['unit'] ?? '', grammar.lexicon);
  return read(match, period === null ? null : ruleDraft({ ...period, mode: 'completion' }));
}

function every(free: string, reading: Reading): ReadRecurrence | null {
  for (const match of matches(reading.grammar.recurrence.every, free)) {
    const rule = withExceptions(everyRule(match, reading), match, reading);
    if (rule === null) continue;
    const { dayParts } = reading.grammar.lexicon;
    const word = match.groups['part'] ?? match.groups['tail'];
    const part = word === undefined ? null : (dayParts[key(word)] ?? null);
    const found = read(match, rule, part);
    return found === null ? null : withDoneTail(found, free, reading);
  }
  return null;
}

/** "every 3 days after done" counts from completion, like "every!". */
function withDoneTail(found: ReadRecurrence, free: string, { grammar }: Reading): ReadRecurrence {
  for (const match of matches(grammar.recurrence.doneTail, free)) {
    if (free.slice(found.range.end, match.index).trim() !== '' || match.index < found.range.end) continue;
    const range = { start: found.range.start, end: rangeOf(match).end };
    return { ...found, range, rule: { ...found.rule, mode: 'completion' } };
  }
  return found;
}

/** "every day except sunday" is the other days of the week. */
function withExceptions(
  rule: RuleDraft | null,
  { groups }: NamedMatch,
  { grammar }: Reading,
): RuleDraft | null {
  if (rule === null || groups['except'] === undefined) return rule;
  const without = weekdayCodes(groups['except'], grammar.lexicon);
  const daily = rule.frequency === 'DAILY' && rule.interval === 1;
  const days = daily ? DAY_CODES : rule.byDay;
  const byDay = days.filter((day) => !without.includes(day));
  return byDay.length === 0 || rule.frequency === 'MONTHLY' ? null : { ...rule, frequency: 'WEEKLY', byDay };
}

function everyRule({ groups }: NamedMatch, { grammar }: Reading): RuleDraft | null {
  const { lexicon } = grammar;
  const mode = groups['strict'] === undefined ? 'fixed' : 'completion';
  if (groups['unit'] !== undefined) {
    const period = periodOf(groups['number'], groups['unit'], lexicon);
    if (period === null) return null;
    const days = daysOf(groups, 'on', lexicon);
    return days === null ? ruleDraft({ ...period, mode }) : { ...ruleDraft({ ...period, mode }), ...days };
  }
  if (groups['named'] !== undefined) return weekdays(groups['named'], groups['skip'], mode, grammar.lexicon);
  if (groups['workdays'] !== undefined) return ruleDraft({ frequency: 'WEEKLY', byDay: WORKDAYS, mode });
  if (groups['weekends'] !== undefined) return ruleDraft({ frequency: 'WEEKLY', byDay: [WEEKEND_DAY], mode });
  if (groups['part'] !== undefined) return ruleDraft({ frequency: 'DAILY', mode });
  const days = daysOf(groups, 'by', lexicon);
  return days === null ? null : { ...ruleDraft({ frequency: 'MONTHLY', mode }), ...days };
}

/** "every other tuesday" is every second week; a number above that has no weekday reading. */
function weekdays(
  named: string,
  skip: string | undefined,
  mode: RuleDraft['mode'],
  lexicon: Reading['grammar']['lexicon'],
): RuleDraft | null {
  const other = skip !== undefined && lexicon.other.includes(key(skip));
  if (skip !== undefined && !other) return null;
  return ruleDraft({
    frequency: 'WEEKLY',
    interval: other ? 2 : 1,
    byDay: weekdayCodes(named, lexicon),
    mode,
  });
}

/** The codes of a list such as "mon, wed and fri", in the order of the week. */
export function weekdayCodes(text: string, lexicon: Reading['grammar']['lexicon']): readonly string[] {
  const words = key(text).split(/[\s,&/]+/u);
  return DAY_CODES.filter((_, i) => words.some((word) => lexicon.weekdays[word] === i + 1));
}

function ofEveryMonth(free: string, { grammar }: Reading): ReadRecurrence | null {
  for (const match of matches(grammar.recurrence.ofEveryMonth, free)) {
    const days = daysOf(match.groups, 'on', grammar.lexicon, 'words');
    if (days !== null) return read(match, { ...ruleDraft({ frequency: 'MONTHLY' }), ...days });
  }
  return null;
}

/** "daily" counts at the end, or at the start before a time: "create monthly report" is no series. */
function adverb(free: string, reading: Reading): ReadRecurrence | null {
  const { recurrence, times, lexicon } = reading.grammar;
  for (const match of matches(recurrence.adverb, free)) {
    const { start, end } = rangeOf(match);
    const beforeTime = [times.meridiem, times.colon, times.hour].some((pattern) =>
      matches(pattern, free.slice(end, end + 24)).some(
        (time) => free.slice(end, end + time.index).trim() === '',
      ),
    );
    const atEnd = /^[\s.!?]*$/u.test(free.slice(end));
    const onDays = match[0].length > (match.groups['adverb'] ?? '').length;
    const title = free.slice(0, start).trim() !== '';
    if (!(title && (atEnd || beforeTime || onDays)) && !(!title && beforeTime)) continue;
    const words = lexicon.adverbs[key(match.groups['adverb'] ?? '')];
    const period = words === undefined ? null : periodOf(undefined, words.unit, lexicon, words.interval);
    if (words === undefined || period === null) continue;
    const days = daysOf(match.groups, 'on', lexicon);
    return read(match, {
      ...ruleDraft({ ...period, byDay: words.workdays === true ? WORKDAYS : [] }),
      ...days,
    });
  }
  return null;
}

function plural(free: string, { grammar }: Reading): ReadRecurrence | null {
  const [match] = matches(grammar.recurrence.plural, free);
  if (match === undefined) return null;
  return read(match, ruleDraft({ frequency: 'WEEKLY', byDay: weekdayCodes(match[0], grammar.lexicon) }));
}
