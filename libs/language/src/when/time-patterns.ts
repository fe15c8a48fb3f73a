import type { Lexicon } from '../lexicon.js';
import { anyOf, wholeWords } from '../text/patterns.js';

export interface TimePatterns {
  /** What stands before a time that is a name: "the 5pm slides". */
  readonly article: RegExp;
  /** `3-5pm`, `from 9:00 to 10:30`: the start counts. */
  readonly span: RegExp;
  /** `9:30-10:30`. */
  readonly span24: RegExp;
  /** `3pm`, `at 3:30 pm`. */
  readonly meridiem: RegExp;
  /** The `T15:00` of `2026-12-01T15:00`. */
  readonly iso: RegExp;
  /** `15:00`, `at 9:30`. */
  readonly colon: RegExp;
  /** `half past 3`, `quarter to 5`. */
  readonly spoken: RegExp;
  /** `at 3`, `at 3 in the afternoon`, `7 o'clock`. */
  readonly hour: RegExp;
  readonly noon: RegExp;
  /** `in the morning`, `this evening`. */
  readonly part: RegExp;
  /** `morning`, which needs a date beside it. */
  readonly barePart: RegExp;
  /** `9`, which needs a date beside it and the end of the text. */
  readonly bareHour: RegExp;
}

const MERIDIEM = String.raw`[ap]\.?m\.?`;

/** Builds the patterns for times of day. */
export function compileTimes(lexicon: Lexicon): TimePatterns {
  const words = anyOf(Object.keys(lexicon.numbers).filter((word) => word.length > 2));
  const at = String.raw`(?:(?<at>${anyOf(lexicon.at)})\s+|@)`;
  const part = anyOf(Object.keys(lexicon.dayParts));
  const inThe = String.raw`(?:${anyOf(lexicon.inThe)})\s+`;
  const tail = String.raw`(?:\s+${inThe}(?<part>${part}))?`;
  const notCounted = String.raw`(?!\s*(?:%|(?:${anyOf([...Object.keys(lexicon.months), ...Object.keys(lexicon.units)])})(?![\p{L}])))`;
  const oClock = String.raw`(?:\s*(?<oclock>${anyOf(lexicon.oClock)}))`;
  return {
    article: new RegExp(String.raw`(?<![\p{L}])(?:${anyOf(lexicon.article)})\s+$`, 'iu'),
    span: wholeWords(
      String.raw`(?:${at}|from\s+)?(?<hour>\d{1,2})(?::(?<minute>[0-5]\d))?\s*(?<meridiem>${MERIDIEM})?\s*(?:-|–|to|until)\s*\d{1,2}(?::[0-5]\d)?\s*(?<second>${MERIDIEM})`,
    ),
    span24: wholeWords(
      String.raw`(?:${at}|from\s+)?(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)\s*(?:-|–|to|until)\s*\d{1,2}:[0-5]\d`,
    ),
    meridiem: wholeWords(
      String.raw`${at}?(?<hour>1[0-2]|0?[1-9])(?::(?<minute>[0-5]\d))?\s*(?<meridiem>${MERIDIEM})`,
    ),
    iso: /(?<=(?<!\d)\d{4}-\d{2}-\d{2})T(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::\d{2})?(?![\p{L}\p{N}])/giu,
    colon: wholeWords(String.raw`${at}?(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)${tail}`),
    spoken: wholeWords(
      String.raw`${at}?(?:(?<half>${anyOf(lexicon.halfPast)})|(?<past>${anyOf(lexicon.quarterPast)})|(?<to>${anyOf(lexicon.quarterTo)}))\s+(?<hour>1[0-2]|[1-9]|${words})(?:\s*(?<meridiem>${MERIDIEM}))?${tail}`,
    ),
    hour: wholeWords(
      String.raw`(?:${at}(?<hour>2[0-3]|1\d|0?\d|${words})${oClock}?|(?<bare>1[0-2]|0?[1-9])${oClock.replace('<oclock>', '<oclock2>')})${tail}${notCounted}`,
    ),
    noon: wholeWords(
      String.raw`${at}?(?:(?<noon>${anyOf(lexicon.noon)})|(?<midnight>${anyOf(lexicon.midnight)}))`,
    ),
    part: wholeWords(String.raw`${inThe}(?<part>${part})`),
    barePart: wholeWords(String.raw`(?<part>${part})`),
    bareHour: wholeWords(String.raw`(?<hour>2[0-3]|1\d|0?\d)`),
  };
}
