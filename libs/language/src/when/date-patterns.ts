import type { Lexicon } from '../lexicon.js';
import { anyOf, wholeWords } from '../text/patterns.js';
import { durationSource } from '../text/duration.js';
import { ordinalSource } from '../text/words.js';

export interface DatePatterns {
  /** `tomorrow`, `by end of month`. */
  readonly word: RegExp;
  /** `friday`, `next fri`, `friday next week`. */
  readonly weekday: RegExp;
  /** `montagabend`: the day of it. */
  readonly compound: RegExp;
  /** `on the 1st`. */
  readonly ordinal: RegExp;
  /** `the last friday of the month`. */
  readonly nthOfMonth: RegExp;
  /** `in 3 days`, `two weeks from now`. */
  readonly span: RegExp;
  /** `a week` before "from friday". */
  readonly spanBefore: RegExp;
  /** `2026-12-01`. */
  readonly iso: RegExp;
  /** `5/12`, `5/12/27`. */
  readonly slash: RegExp;
  /** `24.12.`, `24.12.2026`. */
  readonly dotted: RegExp;
  /** `dec 24`, `24th of december 2026`, `dec 1-3`. */
  readonly monthDay: RegExp;
  /** `end of december`. */
  readonly monthEnd: RegExp;
  /** What stands after a numeric date that counts anywhere. */
  readonly beforeTime: RegExp;
  /** What may stand before a date: the whole text up to it must end with this. */
  readonly lead: RegExp;
  /** All that stands between the two days of a range. */
  readonly rangeTo: RegExp;
  /** Between two days of which one is meant, or both. */
  readonly listed: RegExp;
}

/** Builds the patterns for dates. */
export function compileDates(lexicon: Lexicon): DatePatterns {
  const weekday = anyOf(Object.keys(lexicon.weekdays));
  const month = anyOf(Object.keys(lexicon.months));
  const nextWeek = anyOf(phrasesFor(lexicon, 'next-week'));
  const on = anyOf(lexicon.on);
  const ordinal = ordinalSource(lexicon);
  const the = String.raw`(?:(?:${anyOf(lexicon.article)})\s+)?`;
  const dates = anyOf(Object.keys(lexicon.ordinals).filter((word) => (lexicon.ordinals[word] ?? 0) > 0));
  const day = String.raw`\d{1,2}(?:${anyOf(lexicon.ordinalSuffixes)})?|${dates}`;
  const of = String.raw`(?:(?:${anyOf(lexicon.ofDate)})\s+)?`;
  const year = (n: string): string => String.raw`(?:,?\s+(?<year${n}>(?:19|20|21)\d\d))?`;
  const between = String.raw`(?:\s*[-–]\s*|\s+(?:${anyOf(lexicon.rangeTo)})\s+)`;
  const leads = anyOf([...lexicon.before.due, ...lexicon.before.until, ...lexicon.before.start]);
  const duration = durationSource(lexicon);
  return {
    word: wholeWords(anyOf(Object.keys(lexicon.dateWords))),
    weekday: wholeWords(
      String.raw`(?:(?<week1>${nextWeek})\s+(?:(?:${on})\s+)?)?(?:(?:(?<next>${anyOf(lexicon.next)})|(?<this>${anyOf(lexicon.this)}))\s+)?(?<day>${weekday})(?:,?\s+(?<week>${nextWeek}))?`,
    ),
    compound: wholeWords(String.raw`(?<day>${weekday})(?<part>${anyOf(Object.keys(lexicon.dayParts))})`),
    ordinal: wholeWords(String.raw`${the}(?<day>${ordinal})(?<of>\s+(?:${anyOf(lexicon.ofMonth)}))?`),
    nthOfMonth: wholeWords(
      String.raw`${the}(?<nth>${ordinal})\s+(?<day>${weekday}|${anyOf(lexicon.workdays)}|${anyOf(lexicon.day)})\s+(?:${anyOf(lexicon.ofMonth)})`,
    ),
    span: wholeWords(
      String.raw`(?:${anyOf(lexicon.inSpan)})\s+(?<in>${duration})|(?<later>${duration})\s+(?:${anyOf(lexicon.fromNow)})`,
    ),
    spanBefore: new RegExp(String.raw`(?<![\p{L}\p{N}_])(?<span>${duration})\s+$`, 'iu'),
    iso: wholeWords(String.raw`(?<year>\d{4})(?<dash>[-/])(?<month>\d{2})\k<dash>(?<day>\d{2})`),
    slash: wholeWords(String.raw`(?<first>\d{1,2})/(?<second>\d{1,2})(?:/(?<year>\d{4}|\d{2}))?`),
    dotted: wholeWords(
      String.raw`(?<day>\d{1,2})\.\s?(?<month>\d{1,2})(?:\.\s?(?<year>\d{4})|\.(?<short>\d{2})|\.)?(?:${between}(?<dayTo>\d{1,2})\.(?<monthTo>\d{1,2})(?:\.(?<yearTo>\d{4})|\.)?)?`,
    ),
    monthDay: wholeWords(
      String.raw`(?<month>${month})\.?\s+${the}(?<day>${day})(?:\s*[-–]\s*(?<to>\d{1,2}))?${year('')}|${the}(?<day2>${day})(?:${between}(?<to2>\d{1,2})(?:${anyOf(lexicon.ordinalSuffixes)})?)?\s+${of}(?<month2>${month})\.?${year('2')}`,
    ),
    monthEnd: wholeWords(String.raw`(?:${anyOf(lexicon.endOf)})\s+(?<month>${month})`),
    beforeTime: new RegExp(String.raw`^\s+(?:${anyOf(lexicon.at)})\s`, 'iu'),
    lead: new RegExp(String.raw`(?<![\p{L}\p{N}_'’\u0001])(?<lead>${leads})\s+$`, 'iu'),
    listed: new RegExp(String.raw`^\s*,?\s+(?:${anyOf([...lexicon.and, ...lexicon.or])})\s+$`, 'iu'),
    rangeTo: new RegExp(String.raw`^\s*(?:-|–|(?<=\s)(?:${anyOf(lexicon.rangeTo)})(?=\s))\s*$`, 'iu'),
  };
}

function phrasesFor(lexicon: Lexicon, meaning: Lexicon['dateWords'][string]): readonly string[] {
  return Object.keys(lexicon.dateWords).filter((phrase) => lexicon.dateWords[phrase] === meaning);
}
