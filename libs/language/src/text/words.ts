import type { Lexicon, UnitName } from '../lexicon.js';
import { anyOf, key } from './patterns.js';

/** A number in digits or words, without a group. */
export function numberSource(lexicon: Lexicon): string {
  return String.raw`\d{1,5}|${anyOf(Object.keys(lexicon.numbers))}`;
}

/** A span of time such as `90m`, `2 hours and 30 minutes` or `half an hour`, without a group. */
export function durationSource(lexicon: Lexicon, joined: 'and' | 'only-blank' = 'and'): string {
  const part = String.raw`(?:${numberSource(lexicon)})\s*(?:${anyOf(Object.keys(lexicon.units))})`;
  const half = String.raw`(?:${anyOf(lexicon.half)})\s+(?:${anyOf(Object.keys(lexicon.numbers))})\s+(?:${anyOf(Object.keys(lexicon.units))})`;
  const and = joined === 'and' ? String.raw`(?:${anyOf(lexicon.and)})?\s*` : '';
  return String.raw`${half}|${part}(?:\s*${and}\d{1,4}\s*(?:${anyOf(Object.keys(lexicon.units))})(?![\p{L}])){0,2}`;
}

/** `3rd`, `third`, `last`, without a group. */
export function ordinalSource(lexicon: Lexicon): string {
  return String.raw`\d{1,2}(?:${anyOf(lexicon.ordinalSuffixes)})|${anyOf(Object.keys(lexicon.ordinals))}`;
}

/** The value of a number word, or null. */
export function numberOf(lexicon: Lexicon, text: string): number | null {
  return /^\d+$/u.test(text) ? Number(text) : (lexicon.numbers[key(text)] ?? null);
}

/** The value of an ordinal, -1 for "last", or null. */
export function ordinalOf(lexicon: Lexicon, text: string): number | null {
  const digits = /^\d+/u.exec(text)?.[0];
  return digits === undefined ? (lexicon.ordinals[key(text)] ?? null) : Number(digits);
}

/** A span: calendar days and months, and elapsed minutes. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
}

const PER_UNIT: Readonly<Record<UnitName, Duration>> = {
  second: { months: 0, days: 0, minutes: 1 / 60 },
  minute: { months: 0, days: 0, minutes: 1 },
  hour: { months: 0, days: 0, minutes: 60 },
  day: { months: 0, days: 1, minutes: 0 },
  week: { months: 0, days: 7, minutes: 0 },
  month: { months: 1, days: 0, minutes: 0 },
  quarter: { months: 3, days: 0, minutes: 0 },
  year: { months: 12, days: 0, minutes: 0 },
};

/** Adds up what `durationSource` matched. */
export function durationOf(lexicon: Lexicon, text: string): Duration {
  const lower = key(text);
  const half = lexicon.half.some((word) => lower.startsWith(`${word} `));
  const parts = lower.matchAll(/(\d+|\p{L}+)\s*(\p{L}+)?/gu);
  let total: Duration = { months: 0, days: 0, minutes: 0 };
  let amount: number | null = null;
  for (const [, first = '', second] of parts) {
    for (const word of second === undefined ? [first] : [first, second]) {
      const unit = lexicon.units[word];
      if (unit !== undefined && amount !== null) {
        total = plus(total, PER_UNIT[unit], amount);
        amount = null;
      } else amount = numberOf(lexicon, word) ?? amount;
    }
  }
  return half ? halved(total) : total;
}

/** Half of a month is 15 days, half of a day is 12 hours. */
function halved({ months, days, minutes }: Duration): Duration {
  return {
    months: Math.trunc(months / 2),
    days: Math.trunc(days / 2) + (months % 2) * 15,
    minutes: minutes / 2 + (days % 2) * 720,
  };
}

function plus(total: Duration, unit: Duration, times: number): Duration {
  return {
    months: total.months + unit.months * times,
    days: total.days + unit.days * times,
    minutes: total.minutes + unit.minutes * times,
  };
}
