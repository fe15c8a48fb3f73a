import type { Lexicon, UnitName } from '../lexicon.js';
import { anyOf, key } from './patterns.js';
import { numberOf, numberSource } from './words.js';

/** A span: calendar days and months, and elapsed minutes. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
}

/** A span of time such as `90m`, `2 hours and 30 minutes` or `half an hour`, without a group. */
export function durationSource(lexicon: Lexicon, joined: 'and' | 'only-blank' = 'and'): string {
  const unit = anyOf(Object.keys(lexicon.units));
  const number = numberSource(lexicon);
  const half = String.raw`(?:${anyOf(lexicon.half)})`;
  const andHalf = String.raw`(?:${anyOf(lexicon.andHalf)})`;
  const halved = String.raw`${half}\s+(?:(?:${number})\s+)?(?:${unit})|(?:${anyOf(lexicon.articles)})\s+${half}\s+(?:${unit})`;
  const part = String.raw`(?:${number})(?:\s+${andHalf}\s+|\s*)(?:${unit})(?:\s+${andHalf})?`;
  const and = joined === 'and' ? String.raw`(?:${anyOf(lexicon.and)})?\s*` : '';
  return String.raw`${halved}|${part}(?:\s*${and}\d{1,4}\s*(?:${unit})(?![\p{L}])){0,2}`;
}

const PER_UNIT: Readonly<Record<UnitName, Duration>> = {
  second: { months: 0, days: 0, minutes: 1 / 60 },
  minute: { months: 0, days: 0, minutes: 1 },
  'quarter-hour': { months: 0, days: 0, minutes: 15 },
  hour: { months: 0, days: 0, minutes: 60 },
  day: { months: 0, days: 1, minutes: 0 },
  week: { months: 0, days: 7, minutes: 0 },
  fortnight: { months: 0, days: 14, minutes: 0 },
  month: { months: 1, days: 0, minutes: 0 },
  quarter: { months: 3, days: 0, minutes: 0 },
  year: { months: 12, days: 0, minutes: 0 },
};

const NOTHING: Duration = { months: 0, days: 0, minutes: 0 };

/** Adds up what `durationSource` matched. */
export function durationOf(lexicon: Lexicon, text: string): Duration {
  let total = NOTHING;
  let amount: number | null = null;
  let isArticle = false;
  let last: UnitName | null = null;
  const words = key(text).match(/\d+(?:[.,]\d+)?|[\p{L}\p{M}]+/gu) ?? [];
  for (const word of words) {
    const unit = lexicon.units[word];
    const number = numberOf(lexicon, word);
    if (lexicon.half.includes(word)) {
      // "half an hour", "a half hour", "two and a half hours"; after a unit, "an hour and a half".
      if (amount !== null && last === null) amount = isArticle ? 0.5 : amount + 0.5;
      else if (last !== null) {
        total = plus(total, PER_UNIT[last], 0.5);
        amount = null;
      } else amount = 0.5;
    } else if (unit !== undefined && (amount !== null || last === null)) {
      // "the day before" is one.
      total = plus(total, PER_UNIT[unit], amount ?? 1);
      [amount, last] = [null, unit];
    } else if (number !== null) {
      const article = number === 1 && lexicon.articles.includes(word);
      if (!article || amount === null) [amount, isArticle] = [number, article];
    }
  }
  return whole(total);
}

/** Half of a month is 15 days, half of a day is 12 hours. */
function whole({ months, days, minutes }: Duration): Duration {
  const fullMonths = Math.trunc(months);
  const allDays = days + (months - fullMonths) * 30;
  const fullDays = Math.trunc(allDays);
  return { months: fullMonths, days: fullDays, minutes: minutes + (allDays - fullDays) * 1_440 };
}

function plus(total: Duration, unit: Duration, times: number): Duration {
  return {
    months: total.months + unit.months * times,
    days: total.days + unit.days * times,
    minutes: total.minutes + unit.minutes * times,
  };
}
