import { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import { say } from '../messages.js';
import type { TimeValue } from './candidate.js';

/** A time of day, and what had to be assumed to know it. */
export interface ClockTime {
  readonly time: Temporal.PlainTime;
  readonly assumption: string | null;
}

/**
 * The time of day that was meant. Without am or pm, 1 to 6 are in the afternoon and 7 to 12 as they stand,
 * unless a part of the day says otherwise.
 * @param tonight whether the date word was "tonight"
 */
export function clockTime(
  value: TimeValue,
  tonight: boolean,
  { settings, grammar }: Pick<Reading, 'settings' | 'grammar'>,
): ClockTime {
  const part = value.part ?? (tonight ? 'night' : null);
  if (value.hour < 0) {
    return { time: Temporal.PlainTime.from(settings[part ?? 'morning']), assumption: null };
  }
  const at = (hour: number, assumption: string | null = null): ClockTime => ({
    time: Temporal.PlainTime.from({ hour, minute: value.minute }),
    assumption,
  });
  const { hour } = value;
  if (value.meridiem !== null) return at((hour % 12) + (value.meridiem === 'pm' ? 12 : 0));
  if (value.clock24 || hour === 0) return at(hour);
  if (part === 'morning') return at(hour % 12);
  if (part !== null) return at(hour === 12 && part === 'night' ? 0 : (hour % 12) + 12);
  const meant = hour <= 6 ? hour + 12 : hour;
  const text = Temporal.PlainTime.from({ hour: meant, minute: value.minute }).toString({
    smallestUnit: 'minute',
  });
  return at(meant, say(grammar.lexicon.messages.timeReadAs, { time: text }));
}
