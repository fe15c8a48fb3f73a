import type { Lexicon } from '../lexicon.js';
import { anyOf, wholeWords } from '../text/patterns.js';
import { hourWords, numberSource } from '../text/words.js';

export interface TimePatterns {
  /** What stands before a time that is a name: "the 5pm slides". */
  readonly article: RegExp;
  /** `3-5pm`, `from 9:00 to 10:30`: groups of the end have a 2. */
  readonly span: RegExp;
  /** `3pm`, `at 3:30 pm`. */
  readonly meridiem: RegExp;
  /** The `T15:00` of `2026-12-01T15:00`. */
  readonly iso: RegExp;
  /** `15:00`, `at 9:30`. */
  readonly colon: RegExp;
  /** `half past 3`, `quarter to 5`. */
  readonly spoken: RegExp;
  /** `at ten to five`. */
  readonly counted: RegExp;
  /** `at 3`, `at 3 in the afternoon`, `7 o'clock`. */
  readonly hour: RegExp;
  readonly noon: RegExp;
  /** `in the morning`, `this evening`, `abends`. */
  readonly part: RegExp;
  /** `montag morgen`: a part of the day because a day stands before it. */
  readonly partAfterDay: RegExp;
  /** `montagabend`. */
  readonly compound: RegExp;
  /** `morning`, which needs a date beside it. */
  readonly barePart: RegExp;
  /** `9`, which needs a date beside it and the end of the text. */
  readonly bareHour: RegExp;
  /** Between two times of one list. */
  readonly listed: RegExp;
}

/** Builds the patterns for times of day. */
export function compileTimes(lexicon: Lexicon): TimePatterns {
  const words = hourWords(lexicon);
  // Where "am" is a word, a blank before it makes it one.
  const meridiem = lexicon.meridiemBlank
    ? String.raw`\s*(?:[ap]\.?m\.?)`
    : String.raw`(?:\s*p\.?m\.?|a\.?m\.?)`;
  const at = String.raw`(?:(?<at>${anyOf(lexicon.at)})\s+|@)`;
  const parts = anyOf(Object.keys(lexicon.dayParts));
  // Where a part of the day is the word for a day as well, it is the day unless one stands before it.
  const bare = anyOf(Object.keys(lexicon.dayParts).filter((word) => !(word in lexicon.dateWords)));
  const adverbs = anyOf(Object.keys(lexicon.adverbParts));
  const inThe = String.raw`(?:${anyOf(lexicon.inThe)})\s+`;
  const thisPart = String.raw`(?:${anyOf(lexicon.this)})\s+`;
  const tail = String.raw`(?:\s+(?:(?:${inThe}|(?<today>${thisPart}))(?<part>${parts})|(?<adverb>${adverbs})))?`;
  const units = anyOf([...Object.keys(lexicon.months), ...Object.keys(lexicon.units)]);
  const notCounted = String.raw`(?!\s*\.?\s*(?:%|(?:${units})(?![\p{L}])))`;
  const oClock = anyOf(lexicon.oClock);
  const clock = String.raw`(?:\s*(?<oclock>${oClock})(?:\s*(?<after>[0-5]\d))?)`;
  const to = String.raw`\s*(?:-|–|(?:${anyOf(lexicon.rangeTo)})(?=\s))\s*`;
  const end = (n: string): string =>
    String.raw`(?<hour${n}>2[0-3]|[01]?\d)(?:[:.](?<minute${n}>[0-5]\d))?(?<meridiem${n}>${meridiem})?(?:\s*(?<oclock${n}>${oClock}))?`;
  const days = anyOf([
    ...Object.keys(lexicon.weekdays).filter((word) => word.length > 3),
    ...Object.keys(lexicon.dateWords).filter((word) =>
      /^(?:today|yesterday)$/u.test(lexicon.dateWords[word] ?? ''),
    ),
  ]);
  return {
    article: new RegExp(String.raw`(?<![\p{L}])(?:${anyOf(lexicon.article)})\s+$`, 'iu'),
    span: wholeWords(
      String.raw`(?:(?<from>${anyOf(lexicon.before.start)})\s+|${at})?${end('')}${to}${end('2')}`,
    ),
    meridiem: wholeWords(
      String.raw`${at}?(?<hour>1[0-2]|0?[1-9])(?:[:.](?<minute>[0-5]\d))?(?<meridiem>${meridiem})`,
    ),
    iso: /(?<=(?<!\d)\d{4}-\d{2}-\d{2})T(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::\d{2})?(?![\p{L}\p{N}])/giu,
    colon: wholeWords(
      String.raw`${at}?(?<hour>[01]?\d|2[0-3])(?::(?<minute>[0-5]\d)(?:\s*(?<oclock>${oClock}))?|\.(?<minute2>[0-5]\d)\s*(?<oclock2>${oClock}))${tail}`,
    ),
    spoken: wholeWords(
      String.raw`${at}?(?<spoken>${anyOf(Object.keys(lexicon.spokenTimes))})\s+(?<hour>1[0-2]|[1-9]|${words})(?:(?<meridiem>${meridiem})|\s*(?:${oClock}))?${tail}`,
    ),
    counted: wholeWords(
      String.raw`${at}(?<count>${numberSource(lexicon)})\s+(?<minutes>${anyOf(Object.keys(lexicon.minuteWords))})\s+(?:(?<spoken>${anyOf(Object.keys(lexicon.spokenTimes))})\s+)?(?<hour>1[0-2]|[1-9]|${words})(?:(?<meridiem>${meridiem})|\s*(?:${oClock}))?${tail}`,
    ),
    hour: wholeWords(
      String.raw`(?:${at}(?<hour>2[0-3]|1\d|0?\d|${words})${clock}?|(?<bare>2[0-3]|1\d|0?\d|${words})${clock.replace('<oclock>', '<oclock2>').replace('<after>', '<after2>')})${tail}${notCounted}`,
    ),
    noon: wholeWords(
      String.raw`${at}?(?:(?<noon>${anyOf(lexicon.noon)})|(?<midnight>${anyOf(lexicon.midnight)}))`,
    ),
    part: wholeWords(String.raw`(?:${inThe}|(?<today>${thisPart}))(?<part>${parts})|(?<adverb>${adverbs})`),
    partAfterDay: new RegExp(
      String.raw`(?<=(?<![\p{L}\p{N}])(?:${days})\s+)(?<part>${anyOf(Object.keys(lexicon.partsAfterDay))})(?![\p{L}\p{N}])`,
      'giu',
    ),
    compound: wholeWords(String.raw`(?:${anyOf(Object.keys(lexicon.weekdays))})(?<part>${parts})`),
    barePart: wholeWords(String.raw`(?<part>${bare})`),
    listed: new RegExp(String.raw`^\s*(?:,\s*)?(?:(?:${anyOf([...lexicon.and, ...lexicon.or])})\s+)?$`, 'iu'),
    bareHour: wholeWords(String.raw`(?<hour>2[0-3]|1\d|0?\d)`),
  };
}
