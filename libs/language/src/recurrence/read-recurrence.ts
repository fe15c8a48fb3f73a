import type { DayPart } from '../lexicon.js';
import type { Reading } from '../context.js';
import type { Grammar } from '../grammar.js';
import { blanked, EDGE, type Range } from '../text/draft.js';
import { key, matches, rangeOf, type NamedMatch } from '../text/patterns.js';
import { numberOf, ordinalOf } from '../text/words.js';
import { findWhen } from '../when/when.js';
import { daysOf, nthDay, weekdayCodes } from './rule-days.js';
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
export function findRecurrence(free: string, reading: Reading, whole = false): ReadRecurrence | null {
  return (
    afterDone(free, reading) ??
    ofEveryMonth(free, reading) ??
    every(free, reading) ??
    adverb(free, reading, whole) ??
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
    const word = match.groups['part'] ?? match.groups['gluedPart'] ?? match.groups['tail'];
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
  const without = weekdayCodes(groups['except'], grammar);
  const daily = rule.frequency === 'DAILY' && rule.interval === 1;
  const days = daily ? DAY_CODES : rule.byDay;
  const byDay = days.filter((day) => !without.includes(day));
  return byDay.length === 0 || rule.frequency === 'MONTHLY' ? null : { ...rule, frequency: 'WEEKLY', byDay };
}

function everyRule({ groups }: NamedMatch, { grammar }: Reading): RuleDraft | null {
  const { lexicon } = grammar;
  const mode = groups['strict'] === undefined ? 'fixed' : 'completion';
  if (groups['halved'] !== undefined)
    return lexicon.units[key(groups['halved'])] === 'hour'
      ? ruleDraft({ frequency: 'MINUTELY', interval: 30, mode })
      : null;
  if (groups['gluedDay'] !== undefined)
    return ruleDraft({ frequency: 'WEEKLY', byDay: weekdayCodes(groups['gluedDay'], grammar), mode });
  if (groups['unit'] !== undefined) {
    const period = periodOf(groups['number'], groups['unit'], lexicon);
    if (period === null) return null;
    const days = daysOf(groups, 'on', grammar);
    return days === null ? ruleDraft({ ...period, mode }) : { ...ruleDraft({ ...period, mode }), ...days };
  }
  if (groups['named'] !== undefined) return weekdays(groups['named'], groups['skip'], mode, grammar);
  if (groups['workdays'] !== undefined) return ruleDraft({ frequency: 'WEEKLY', byDay: WORKDAYS, mode });
  if (groups['weekends'] !== undefined) return ruleDraft({ frequency: 'WEEKLY', byDay: [WEEKEND_DAY], mode });
  if (groups['part'] !== undefined) return ruleDraft({ frequency: 'DAILY', mode });
  const days = daysOf(groups, 'by', grammar);
  return days === null ? null : { ...ruleDraft({ frequency: 'MONTHLY', mode }), ...days };
}

/**
 * "every other tuesday", "every second tuesday" and "every 2 tuesdays" skip weeks; "every 2nd tuesday" and
 * "every third friday" are days of each month.
 */
function weekdays(
  named: string,
  skip: string | undefined,
  mode: RuleDraft['mode'],
  grammar: Grammar,
): RuleDraft | null {
  const { lexicon } = grammar;
  const weekly = (interval: number): RuleDraft =>
    ruleDraft({ frequency: 'WEEKLY', interval, byDay: weekdayCodes(named, grammar), mode });
  if (skip === undefined) return weekly(1);
  const word = key(skip);
  const nth = ordinalOf(lexicon, word);
  if (lexicon.other.includes(word) || (nth === 2 && !/^\d/u.test(word))) return weekly(2);
  const count = numberOf(lexicon, word);
  if (count !== null) return weekly(count);
  const days = nthDay([word], named, lexicon);
  return days === null ? null : { ...ruleDraft({ frequency: 'MONTHLY', mode }), ...days };
}

function ofEveryMonth(free: string, { grammar }: Reading): ReadRecurrence | null {
  for (const match of matches(grammar.recurrence.ofEveryMonth, free)) {
    const days = daysOf(match.groups, 'on', grammar, 'words');
    if (days !== null) return read(match, { ...ruleDraft({ frequency: 'MONTHLY' }), ...days });
  }
  return null;
}

/** "daily" counts at the end, or at the start before a time: "create monthly report" is no series. */
function adverb(free: string, reading: Reading, whole: boolean): ReadRecurrence | null {
  const { recurrence, times, lexicon } = reading.grammar;
  for (const match of matches(recurrence.adverb, free)) {
    const { start, end } = rangeOf(match);
    const onDays = match[0].length > (match.groups['adverb'] ?? '').length;
    // "the weekly" is a name.
    if (times.article.test(free.slice(Math.max(0, start - 8), start))) continue;
    const title = whole || free.slice(0, start).trim() !== '';
    const words = lexicon.adverbs[key(match.groups['adverb'] ?? '')];
    const counts =
      title || words?.alone === true
        ? onDays ||
          beforeTime(free, end, reading) ||
          atEnd(free, end, reading) ||
          (words?.alone === true && free.slice(0, start).trim() === '')
        : beforeTime(free, end, reading);
    if (!counts) continue;
    const period = words === undefined ? null : periodOf(undefined, words.unit, lexicon, words.interval);
    if (words === undefined || period === null) continue;
    const days = daysOf(match.groups, 'on', reading.grammar);
    const rule = { ...ruleDraft({ ...period, byDay: words.workdays === true ? WORKDAYS : [] }), ...days };
    const found = read(match, rule);
    return found === null ? null : withDoneTail(found, free, reading);
  }
  return null;
}

/** Whether a time of day follows directly. */
function beforeTime(free: string, end: number, { grammar: { times } }: Reading): boolean {
  return [times.meridiem, times.colon, times.hour, times.spoken].some((pattern) =>
    matches(pattern, free.slice(end, end + 24)).some(
      (time) => free.slice(end, end + time.index).trim() === '',
    ),
  );
}

/** Whether nothing follows but what belongs to the series: its times, its start and its end. */
function atEnd(free: string, end: number, reading: Reading): boolean {
  const rest = free.slice(end);
  if (EDGE.test(rest)) return true;
  const { forSpan, count, doneTail } = reading.grammar.recurrence;
  let left = rest;
  for (const pattern of [forSpan, count, doneTail]) {
    for (const match of matches(pattern, left)) left = blanked(left, rangeOf(match));
  }
  const { dates, times } = findWhen(left, reading);
  for (const { range } of [...dates, ...times]) left = blanked(left, range);
  return EDGE.test(left);
}

/** "on mondays"; without "on" English needs a time beside it, since "manic mondays" is a name. */
function plural(free: string, reading: Reading): ReadRecurrence | null {
  const { recurrence, lexicon } = reading.grammar;
  for (const match of matches(recurrence.plural, free)) {
    const led = match.groups['on'] !== undefined || lexicon.pluralsAlone;
    if (!led && !beforeTime(free, rangeOf(match).end, reading)) continue;
    const byDay = weekdayCodes(match.groups['onweekdays'] ?? '', reading.grammar);
    return read(match, ruleDraft({ frequency: 'WEEKLY', byDay }));
  }
  return null;
}
