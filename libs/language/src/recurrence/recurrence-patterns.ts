import type { Lexicon } from '../lexicon.js';
import { anyOf, wholeWords } from '../text/patterns.js';
import { durationSource, ordinalSource } from '../text/words.js';

export interface RecurrencePatterns {
  /** Every form that starts with "every"; `strict` marks "every!", which counts from completion. */
  readonly every: RegExp;
  /** `last friday of every month`, `on the 15th of each month`. */
  readonly ofEveryMonth: RegExp;
  /** `daily`, `weekly on mondays`, `monthly on the 1st`. */
  readonly adverb: RegExp;
  /** `on mondays and thursdays`. */
  readonly plural: RegExp;
  /** `3 days after done`. */
  readonly afterDone: RegExp;
  /** `after done` where "every 3 days" stands before it. */
  readonly doneTail: RegExp;
  /** `for 5 days`, directly after the rule or its times. */
  readonly forSpan: RegExp;
  /** `10 times`. */
  readonly count: RegExp;
  /** `mon, wed and fri` without "every". */
  readonly weekdayList: RegExp;
}

/** Builds the patterns for recurrences. */
export function compileRecurrence(lexicon: Lexicon): RecurrencePatterns {
  const weekday = anyOf(Object.keys(lexicon.weekdays));
  const plural = anyOf(Object.keys(lexicon.weekdays).filter((word) => word.endsWith('days')));
  const month = anyOf(Object.keys(lexicon.months));
  const unit = anyOf(Object.keys(lexicon.units).filter((word) => word.length > 1));
  const and = String.raw`\s*(?:,\s*(?:${anyOf(lexicon.and)})\s+|[,/]|(?:${anyOf(lexicon.and)})(?=\s))\s*`;
  const ordinal = ordinalSource(lexicon);
  const suffix = String.raw`(?:${anyOf(lexicon.ordinalSuffixes)})?`;
  const the = String.raw`(?:(?:${anyOf(lexicon.article)})\s+)?`;
  const on = String.raw`(?:${anyOf(lexicon.on)})\s+`;
  const number = String.raw`\d{1,4}|${anyOf(Object.keys(lexicon.numbers).filter((word) => word.length > 2))}|${anyOf(lexicon.other)}`;
  const workdays = anyOf(lexicon.workdays);
  const parts = anyOf(Object.keys(lexicon.dayParts));
  const inThe = String.raw`(?:${anyOf(lexicon.inThe)})\s+`;
  const weekends = anyOf(lexicon.weekends);
  const list = (item: string): string => String.raw`(?:${item})(?:${and}(?:${item})){0,11}`;
  const ofMonth = String.raw`(?:\s+(?:${anyOf([...lexicon.ofMonth, ...lexicon.ofEveryMonth.filter((phrase) => phrase.startsWith('of'))])}))?`;
  const monthDay = String.raw`(?:${month})\.?\s+\d{1,2}${suffix}|\d{1,2}${suffix}\s+(?:of\s+)?(?:${month})`;
  const nthDay = String.raw`${the}(?<%nth>${list(ordinal)})\s+(?<%nthDay>${weekday}|${workdays}|day)`;
  const days = (tag: string): string =>
    [
      String.raw`(?<${tag}weekdays>${list(weekday)})`,
      nthDay.replaceAll('%', tag) + ofMonth,
      String.raw`${the}(?<${tag}monthDays>${list(ordinal)})(?:\s+day)?${ofMonth}`,
      String.raw`(?<${tag}date>${monthDay})`,
    ].join('|');
  const tail = String.raw`(?:\s+(?:${inThe})?(?<tail>${parts}))?(?:\s+(?:${anyOf(lexicon.except)})\s+(?<except>${list(weekday)}))?`;
  const every = String.raw`(?:${anyOf(lexicon.every)})(?<strict>!)?\s+`;
  return {
    every: wholeWords(
      String.raw`(?:${on})?${every}(?:(?:(?<number>${number})\s+)?(?<unit>${unit})(?:\s+${on}(?:${days('on')}))?|(?:(?<skip>${number})\s+)?(?<named>${list(weekday)})|(?<workdays>${workdays})|(?<weekends>${weekends})|(?<part>${parts})|${days('by')})${tail}`,
    ),
    ofEveryMonth: wholeWords(
      String.raw`(?:${on})?(?:${nthDay.replaceAll('%', 'on')}|${the}(?<onmonthDays>${list(ordinal)})(?:\s+day)?)\s+(?:${anyOf(lexicon.ofEveryMonth)})`,
    ),
    adverb: wholeWords(
      String.raw`(?<adverb>${anyOf(Object.keys(lexicon.adverbs))})(?:\s+${on}(?:${days('on')}))?`,
    ),
    plural: wholeWords(String.raw`${on}(?<onweekdays>${list(plural)})`),
    afterDone: wholeWords(
      String.raw`(?:${every})?(?<number>${number})\s+(?<unit>${unit})\s+(?:${anyOf(lexicon.afterDone)})`,
    ),
    doneTail: wholeWords(anyOf(lexicon.afterDone)),
    forSpan: wholeWords(String.raw`(?:${anyOf(lexicon.forSpan)})\s+(?<span>${durationSource(lexicon)})`),
    count: wholeWords(
      String.raw`(?:(?:${anyOf(lexicon.forSpan)})\s+)?(?<count>\d{1,5}|${anyOf(Object.keys(lexicon.numbers))})\s*(?:${anyOf(lexicon.times)})`,
    ),
    weekdayList: wholeWords(String.raw`(?<days>(?:${weekday})(?:${and}(?:${weekday})){1,6})`),
  };
}
