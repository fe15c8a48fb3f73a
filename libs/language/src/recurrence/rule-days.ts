import type { Grammar } from '../grammar.js';
import type { Lexicon } from '../lexicon.js';
import { key } from '../text/patterns.js';
import { ordinalOf } from '../text/words.js';
import { DAY_CODES, monthDays, WORKDAYS, type RuleDraft } from './rule-draft.js';

export type Days = Partial<Pick<RuleDraft, 'frequency' | 'byDay' | 'byMonthDay' | 'byMonth' | 'bySetPos'>>;
type Groups = Readonly<Record<string, string | undefined>>;

/**
 * The days that the groups of a pattern name, or null.
 * @param tag prefix of the groups, see `compileRecurrence`
 * @param ordinals whether a bare "first" is a day; "every second" is none
 */
export function daysOf(
  groups: Groups,
  tag: 'on' | 'by',
  grammar: Grammar,
  ordinals: 'digits' | 'words' = 'digits',
): Days | null {
  const { lexicon, recurrence } = grammar;
  const { listed } = recurrence;
  const group = (name: string): string | undefined => groups[`${tag}${name}`];
  const weekdays = group('weekdays');
  if (weekdays !== undefined) return { byDay: weekdayCodes(weekdays, grammar) };
  const nth = group('nth');
  if (nth !== undefined) return nthDay(nth.split(listed), group('nthDay') ?? '', lexicon);
  const list = group('monthDays');
  if (list !== undefined) return listedDays(list.split(listed), lexicon, ordinals);
  const date = group('date');
  return date === undefined ? null : yearlyDate(date, lexicon);
}

/** "3rd friday", "1st and 3rd monday", "last workday", "last day". */
export function nthDay(nth: readonly string[], day: string, lexicon: Lexicon): Days | null {
  const ordinals = ordinalsOf(nth, lexicon).filter(
    (ordinal) => ordinal >= -1 && ordinal !== 0 && ordinal <= 31,
  );
  if (ordinals.length === 0) return null;
  const weekday = lexicon.weekdays[key(day)];
  if (weekday !== undefined) {
    const code = DAY_CODES[weekday - 1] ?? '';
    return ordinals.some((ordinal) => ordinal > 5)
      ? null
      : { byDay: ordinals.map((ordinal) => `${ordinal}${code}`) };
  }
  if (lexicon.workdays.includes(key(day))) return { byDay: WORKDAYS, bySetPos: ordinals };
  return monthDays(ordinals);
}

function ordinalsOf(list: readonly string[], lexicon: Lexicon): readonly number[] {
  return list.map((word) => ordinalOf(lexicon, word)).filter((ordinal) => ordinal !== null);
}

/** The codes of a list such as "mon, wed and fri" or "mon-fri", in the order of the week. */
export function weekdayCodes(text: string, { lexicon, recurrence }: Grammar): readonly string[] {
  const dayOf = (word: string): number =>
    lexicon.weekdays[key(word)] ?? lexicon.pluralWeekdays[key(word)] ?? 0;
  const days = new Set<number>();
  const ranges = key(text)
    .split(recurrence.listed)
    .flatMap((part) =>
      recurrence.ranged.test(part) ? [part.split(recurrence.ranged)] : part.split(' ').map((word) => [word]),
    );
  for (const range of ranges) {
    const [first = 0, last = first] = range.map(dayOf);
    if (first === 0 || last === 0) continue;
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === last) break;
    }
  }
  return DAY_CODES.filter((_, i) => days.has(i + 1));
}

/** "1st", "15th and 30th". */
function listedDays(list: readonly string[], lexicon: Lexicon, ordinals: 'digits' | 'words'): Days | null {
  const days = list
    .filter((word) => ordinals === 'words' || /^\d/u.test(word))
    .map((word) => ordinalOf(lexicon, word))
    .filter((day) => day !== null);
  return days.length > 0 && days.every((day) => day >= 1 && day <= 31) ? monthDays(days) : null;
}

/** "jan 27": the day of each year; February 29 is the 28th in other years. */
function yearlyDate(text: string, lexicon: Lexicon): Days | null {
  const [day = 0, numeric] = (text.match(/\d+/gu) ?? []).map(Number);
  const month =
    numeric ??
    key(text)
      .match(/[\p{L}\p{M}]{3,}/gu)
      ?.map((word) => lexicon.months[word])
      .find((found) => found !== undefined);
  if (month === undefined || month > 12 || day < 1 || day > new Date(Date.UTC(2028, month, 0)).getUTCDate())
    return null;
  const leap = month === 2 && day === 29;
  return {
    frequency: 'YEARLY',
    byMonth: [month],
    byMonthDay: leap ? [28, 29] : [day],
    bySetPos: leap ? [-1] : [],
  };
}
