import type { Lexicon } from '../lexicon.js';
import { durationSource } from '../text/duration.js';
import { anyOf, wholeWords } from '../text/patterns.js';
import { ordinalSource } from '../text/words.js';

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
  /** Words before "friday to sunday" that make it a span of days. */
  readonly afterStart: RegExp;
  /** Words before the end of a series. */
  readonly afterUntil: RegExp;
  /** Words before a date that is left out. */
  readonly afterExcept: RegExp;
  /** Between the members of a list. */
  readonly listed: RegExp;
  /** Between the first and the last of a range of weekdays. */
  readonly ranged: RegExp;
}

/** Builds the patterns for recurrences. */
export function compileRecurrence(lexicon: Lexicon): RecurrencePatterns {
  const plural = anyOf(Object.keys(lexicon.pluralWeekdays));
  const name = anyOf([...Object.keys(lexicon.weekdays), ...Object.keys(lexicon.pluralWeekdays)]);
  const month = anyOf(Object.keys(lexicon.months));
  const unit = anyOf(Object.keys(lexicon.units).filter((word) => word.length > 1));
  const joint = anyOf(lexicon.and);
  const and = String.raw`\s*(?:,\s*(?:${joint})\s+|[,/]|(?:${joint})(?=\s))\s*`;
  const to = String.raw`\s*(?:-|–|(?:${anyOf(lexicon.rangeTo)})(?=\s))\s*`;
  const weekday = String.raw`(?:${name})(?:${to}(?:${name}))?`;
  const ordinal = ordinalSource(lexicon);
  const suffix = String.raw`(?:${anyOf(lexicon.ordinalSuffixes)})?`;
  const the = String.raw`(?:(?:${anyOf(lexicon.article)})\s+)?`;
  const on = String.raw`(?:${anyOf(lexicon.on)})\s+`;
  const long = Object.keys(lexicon.numbers).filter((word) => !lexicon.articles.includes(word));
  const nths = Object.keys(lexicon.ordinals).filter((word) => (lexicon.ordinals[word] ?? 0) > 0);
  const nth = String.raw`\d{1,2}(?:${anyOf(lexicon.ordinalSuffixes)})|${anyOf(nths)}`;
  const number = String.raw`${nth}|\d{1,4}|${anyOf(long)}|${anyOf(lexicon.other)}`;
  const workdays = anyOf(lexicon.workdays);
  const day = anyOf(lexicon.day);
  const parts = anyOf(Object.keys(lexicon.dayParts));
  const inThe = String.raw`(?:${anyOf(lexicon.inThe)})\s+`;
  const list = (item: string): string => String.raw`(?:${item})(?:${and}(?:${item})){0,11}`;
  // After "every" weekdays need nothing between them.
  const weekdays = String.raw`(?:${weekday})(?:(?:${and}|\s+)(?:${weekday})){0,6}`;
  const ofMonths = anyOf([...lexicon.ofMonth, ...lexicon.ofEveryMonth]);
  const ofMonth = String.raw`(?:\s+(?:${ofMonths}))?`;
  const dotted = lexicon.dottedDates ? String.raw`|\d{1,2}\.\s?\d{1,2}\.?` : '';
  const monthDay = String.raw`(?:${month})\.?\s+\d{1,2}${suffix}|\d{1,2}${suffix}\s+(?:(?:${anyOf(lexicon.ofDate)})\s+)?(?:${month})${dotted}`;
  const nthDay = String.raw`${the}(?<%nth>${list(ordinal)})\s+(?<%nthDay>${anyOf(Object.keys(lexicon.weekdays))}|${workdays}|${day})`;
  const days = (tag: string): string =>
    [
      String.raw`(?<${tag}weekdays>${list(weekday)})`,
      nthDay.replaceAll('%', tag) + ofMonth,
      String.raw`(?<${tag}date>${monthDay})`,
      String.raw`${the}(?<${tag}monthDays>${list(ordinal)})(?:\s+(?:${day}))?${ofMonth}`,
    ].join('|');
  const tail = String.raw`(?:\s+(?:${inThe})?(?<tail>${parts}))?(?:\s+(?:${anyOf(lexicon.except)})\s+(?<except>${list(weekday)}))?`;
  const every = String.raw`(?:${anyOf(lexicon.every)})(?<strict>!)?\s+`;
  // "every second tuesday of the month" is the second of each, not every other one.
  const skipped = String.raw`(?:(?<skip>${number})\s+)?(?<named>${weekdays})(?!\s+(?:${ofMonths}))`;
  const period = String.raw`(?:(?<number>${number})\s+)?(?<unit>${unit})(?!\s+(?:${ofMonths}))(?:\s+${on}(?:${days('on')}))?`;
  const glued = String.raw`(?<gluedDay>${anyOf(Object.keys(lexicon.weekdays))})(?<gluedPart>${parts})`;
  const halves = String.raw`(?:${anyOf(lexicon.half)})\s+(?:(?:${anyOf(lexicon.articles)})\s+)?(?<halved>${unit})`;
  const span = durationSource(lexicon);
  const forAfter = anyOf(lexicon.forSpanAfter);
  return {
    every: wholeWords(
      String.raw`(?:${on})?${every}(?:${halves}|${glued}|${period}|${skipped}|(?<workdays>${workdays})|(?<weekends>${anyOf(lexicon.weekends)})|(?<part>${parts})|${days('by')})${tail}`,
    ),
    ofEveryMonth: wholeWords(
      String.raw`(?:${on})?(?:${nthDay.replaceAll('%', 'on')}|${the}(?<onmonthDays>${list(ordinal)})(?:\s+(?:${day}))?)\s+(?:${anyOf(lexicon.ofEveryMonth)})`,
    ),
    adverb: wholeWords(
      String.raw`(?<adverb>${anyOf(Object.keys(lexicon.adverbs))})(?:\s+${on}(?:${days('on')}))?`,
    ),
    plural: wholeWords(
      String.raw`(?<on>${on}|(?:${anyOf(lexicon.every)})\s+)?(?<onweekdays>${list(String.raw`(?:${plural})(?:${to}(?:${plural}))?`)})`,
    ),
    afterDone: wholeWords(
      String.raw`(?:${every})?(?<number>${number}|${anyOf(lexicon.articles)})\s+(?<unit>${unit})\s+(?:${anyOf(lexicon.afterDone)})`,
    ),
    doneTail: wholeWords(anyOf(lexicon.afterDone)),
    forSpan: wholeWords(
      String.raw`(?:${anyOf(lexicon.forSpan)})\s+${the}(?:(?:${anyOf(lexicon.next)})\s+)?(?<span>${span})|(?<span2>${span})\s+(?:${forAfter})`,
    ),
    count: wholeWords(
      String.raw`(?:(?:${anyOf(lexicon.forSpan)})\s+)?(?<count>\d{1,5}|${anyOf(Object.keys(lexicon.numbers))})\s*(?:${anyOf(lexicon.times)})`,
    ),
    weekdayList: wholeWords(
      String.raw`(?<days>(?:${weekday})(?:${and}(?:${weekday})){1,6}|(?:${name})${to}(?:${name}))`,
    ),
    afterStart: new RegExp(String.raw`(?<![\p{L}])(?:${anyOf(lexicon.before.start)})\s+$`, 'iu'),
    afterUntil: new RegExp(String.raw`(?<![\p{L}])(?:${anyOf(lexicon.before.until)})\s+$`, 'iu'),
    afterExcept: new RegExp(String.raw`(?<![\p{L}])(?:${anyOf(lexicon.except)})\s+(?:${on})?$`, 'iu'),
    listed: new RegExp(String.raw`\s*(?:[,/]|(?<![\p{L}])(?:${joint})(?![\p{L}]))\s*`, 'iu'),
    ranged: new RegExp(String.raw`\s*[-–]\s*|\s+(?:${anyOf(lexicon.rangeTo)})\s+`, 'iu'),
  };
}
