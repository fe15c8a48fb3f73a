import type { RuleParts } from '../../src/rule-parts.ts';
import type { Expansion } from './oracle-case.ts';

export interface Disagreement {
  readonly id: string;
  readonly oracle: 'rrule' | 'dateutil';
  /** Who is right, and why. */
  readonly because: string;
  readonly applies: (parts: RuleParts, ours: Expansion, theirs: Expansion) => boolean;
}

/** Plain and numbered weekdays in one BYDAY. */
function mixesDays({ byDay }: RuleParts): boolean {
  return new Set(byDay.map(({ ordinal }) => ordinal === null)).size === 2;
}

const union =
  'RFC 5545 adds the days of a list up; it takes only those that are both a plain and a numbered day. We add up.';

/** Of the first week of a weekly rule with positions, what lies before the start. */
function startsMidWeek({ frequency, bySetPos }: RuleParts): boolean {
  return frequency === 'WEEKLY' && bySetPos.length > 0;
}

const partialWeek =
  'It counts positions of the first week from the start on; RFC 5545 counts them in the whole week, as for months.';

/** Where Parley and an oracle differ on purpose, or the oracle is wrong. Anything else is a bug of ours. */
export const knownDisagreements: readonly Disagreement[] = [
  { id: 'mixed BYDAY', oracle: 'dateutil', because: union, applies: mixesDays },
  { id: 'mixed BYDAY', oracle: 'rrule', because: union, applies: mixesDays },
  {
    id: 'BYSETPOS in the first week',
    oracle: 'dateutil',
    because: partialWeek,
    applies: (parts, ours, theirs) => startsMidWeek(parts) && onlyTheFirstDiffers(ours, theirs),
  },
  {
    id: 'BYSETPOS in the first week',
    oracle: 'rrule',
    because: partialWeek,
    applies: (parts, ours, theirs) => startsMidWeek(parts) && onlyTheFirstDiffers(ours, theirs),
  },
  {
    id: 'minutes through hours',
    oracle: 'rrule',
    because:
      'Every n minutes in certain hours: it loses its step at a skipped hour. python-dateutil agrees with us.',
    applies: ({ frequency, byHour }) => frequency === 'MINUTELY' && byHour.length > 0,
  },
  {
    id: 'BYSETPOS beyond the set',
    oracle: 'rrule',
    because:
      'A position that a period does not have gives nothing. Negative ones it wraps around to days that are there.',
    applies: ({ bySetPos }) => bySetPos.some((position) => position < -1),
  },
];

/** Whether all is the same from the second week on, up to where COUNT ends either. */
function onlyTheFirstDiffers(ours: Expansion, theirs: Expansion): boolean {
  const start = Math.min(...[ours[0], theirs[0]].flatMap((one) => (one ? [Date.parse(`${one[0]}Z`)] : [])));
  const later = (list: Expansion): string[] =>
    list.map(([wall]) => wall).filter((wall) => Date.parse(`${wall}Z`) >= start + 7 * 86_400_000);
  const [mine, other] = [later(ours), later(theirs)];
  const shared = Math.min(mine.length, other.length);
  return mine.slice(0, shared).join() === other.slice(0, shared).join();
}
