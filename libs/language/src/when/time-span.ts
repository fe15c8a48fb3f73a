import type { Lexicon } from '../lexicon.js';
import type { NamedMatch } from '../text/patterns.js';
import type { Strength, TimeCandidate, TimeValue } from './candidate.js';
import { is24, meridiemOf } from './find-times.js';

/** The two times of `3-5pm` or `9:30 to 11:00`; plain numbers such as `1-3` are none. */
export function timeSpan(
  { groups }: NamedMatch,
  lexicon: Lexicon,
): Pick<TimeCandidate, 'value' | 'to' | 'strength'> | null {
  const said = (name: string): boolean => groups[name] !== undefined || groups[`${name}2`] !== undefined;
  const sure = said('meridiem') || said('oclock');
  const minutes = groups['minute'] !== undefined && groups['minute2'] !== undefined;
  // "from 9 to 5" counts beside a date only: it may as well be a count.
  const from = groups['from'] !== undefined;
  if (!sure && !minutes && !(from && Number(groups['hour']) <= 12 && Number(groups['hour2']) <= 12))
    return null;
  const clock24 = lexicon.oClockIs24 && said('oclock');
  const value = timeOf(groups['hour'], groups['minute'], firstHalf(groups), clock24);
  const to = timeOf(groups['hour2'], groups['minute2'], meridiemOf(groups['meridiem2']), clock24);
  return { value, to, strength: strengthOf(sure, minutes, from) };
}

function strengthOf(sure: boolean, minutes: boolean, from: boolean): Strength {
  if (sure || (minutes && from)) return 'anywhere';
  return minutes ? 'edge' : 'beside';
}

/** "2-3pm" is in one half of the day, "11-1pm" in two. */
function firstHalf(groups: NamedMatch['groups']): TimeValue['meridiem'] {
  const second = meridiemOf(groups['meridiem2']);
  if (groups['meridiem'] !== undefined) return meridiemOf(groups['meridiem']);
  if (second === null || is24(groups['hour'] ?? '')) return null;
  const crosses = Number(groups['hour']) % 12 > Number(groups['hour2']) % 12;
  if (!crosses) return second;
  return second === 'pm' ? 'am' : 'pm';
}

function timeOf(hour = '', minute = '0', meridiem: TimeValue['meridiem'], oClock24: boolean): TimeValue {
  const clock24 = meridiem === null && (oClock24 || is24(hour));
  return { hour: Number(hour), minute: Number(minute), meridiem, clock24, part: null };
}
