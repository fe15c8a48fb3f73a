import type { Lexicon } from '../lexicon.js';
import { anyOf, wholeWords } from '../text/patterns.js';
import { durationSource, ordinalSource } from '../text/words.js';

export interface DatePatterns {
  /** `tomorrow`, `by end of month`. */
  readonly word: RegExp;
  /** `friday`, `next fri`, `friday next week`. */
  readonly weekday: RegExp;
  /** `on the 1st`. */
  readonly ordinal: RegExp;
  /** `in 3 days`, `two weeks from now`. */
  readonly span: RegExp;
  /** `2026-12-01`. */
  readonly iso: RegExp;
  /** `5/12`, `5/12/27`. */
  readonly slash: RegExp;
  /** A month name with a day that the calendar may not have. */
  readonly monthDay: RegExp;
  /** What stands after a numeric date that counts anywhere. */
  readonly beforeTime: RegExp;
  /** What may stand before a date: the whole text up to it must end with this. */
  readonly lead: RegExp;
}

/** Builds the patterns for dates. */
export function compileDates(lexicon: Lexicon): DatePatterns {
  const weekday = anyOf(Object.keys(lexicon.weekdays).filter((word) => !word.endsWith('days')));
  const month = anyOf(Object.keys(lexicon.months));
  const nextWeek = phrasesFor(lexicon, 'next-week');
  const suffix = String.raw`(?:${anyOf(lexicon.ordinalSuffixes)})?`;
  const leads = anyOf([...lexicon.before.due, ...lexicon.before.until, ...lexicon.before.start]);
  return {
    word: wholeWords(anyOf(Object.keys(lexicon.dateWords))),
    weekday: wholeWords(
      String.raw`(?:(?<next>${anyOf(lexicon.next)})|(?<this>${anyOf(lexicon.this)}))?\s*(?<day>${weekday})(?:,?\s+(?<week>${anyOf(nextWeek)}))?`,
    ),
    ordinal: wholeWords(
      String.raw`(?:(?:${anyOf(lexicon.article)})\s+)?(?<day>${ordinalSource(lexicon)})(?<of>\s+(?:${anyOf(lexicon.ofMonth)}))?`,
    ),
    span: wholeWords(
      String.raw`(?:${anyOf(lexicon.inSpan)})\s+(?<in>${durationSource(lexicon)})|(?<later>${durationSource(lexicon)})\s+(?:${anyOf(lexicon.fromNow)})`,
    ),
    iso: wholeWords(String.raw`(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})`),
    slash: wholeWords(String.raw`(?<first>\d{1,2})/(?<second>\d{1,2})(?:/(?<year>\d{4}|\d{2}))?`),
    monthDay: wholeWords(
      String.raw`(?:(?<month>${month})\.?\s+(?<day>\d{1,2})${suffix}|(?<day2>\d{1,2})${suffix}\s+(?:of\s+)?(?<month2>${month})\.?)(?:,?\s+(?<year>(?:19|20|21)\d\d))?`,
    ),
    beforeTime: new RegExp(String.raw`^\s+(?:${anyOf(lexicon.at)})\s`, 'iu'),
    lead: new RegExp(String.raw`(?<![\p{L}\p{N}_'’\u0001])(?<lead>${leads})\s+$`, 'iu'),
  };
}

function phrasesFor(lexicon: Lexicon, meaning: Lexicon['dateWords'][string]): readonly string[] {
  return Object.keys(lexicon.dateWords).filter((phrase) => lexicon.dateWords[phrase] === meaning);
}
