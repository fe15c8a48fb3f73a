import type { Lexicon, UnitName } from '../lexicon.js';
import { key } from '../text/patterns.js';
import { numberOf, ordinalOf } from '../text/words.js';
import type { RuleDraft } from './rule-draft.js';

type Period = Pick<RuleDraft, 'frequency' | 'interval'>;

/** No rule repeats by seconds. */
const PERIODS: Readonly<Partial<Record<UnitName, Period>>> = {
  minute: { frequency: 'MINUTELY', interval: 1 },
  hour: { frequency: 'HOURLY', interval: 1 },
  day: { frequency: 'DAILY', interval: 1 },
  week: { frequency: 'WEEKLY', interval: 1 },
  fortnight: { frequency: 'WEEKLY', interval: 2 },
  month: { frequency: 'MONTHLY', interval: 1 },
  quarter: { frequency: 'MONTHLY', interval: 3 },
  year: { frequency: 'YEARLY', interval: 1 },
};

/** The period of "2 weeks", "other day" or a unit by its name; null if the words are none. */
export function periodOf(
  number: string | undefined,
  unit: string,
  lexicon: Lexicon,
  multiple = 1,
): Period | null {
  const name = lexicon.units[key(unit)] ?? (unit in PERIODS ? (unit as UnitName) : undefined);
  if (name === undefined) return null;
  const times = number === undefined ? multiple : intervalOf(number, lexicon);
  if (times === null || !Number.isInteger(times)) return null;
  const period = PERIODS[name];
  if (period === undefined) return null;
  const { frequency, interval } = period;
  return { frequency, interval: interval * times };
}

/** "other" and "second" are 2, "3rd" is 3. */
function intervalOf(number: string, lexicon: Lexicon): number | null {
  if (lexicon.other.includes(key(number))) return 2;
  return numberOf(lexicon, number) ?? ordinalOf(lexicon, number);
}
