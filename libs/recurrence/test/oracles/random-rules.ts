import type { SeriesRule } from '../../src/series-rule.js';

/** A rule with its start, as the engine and the oracles expand it. */
export type RuleCase = Pick<SeriesRule, 'rrule' | 'civilStart' | 'zone' | 'exdates'>;

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Clock changes of both hemispheres, by an hour and by half an hour, at midnight, and none. */
const ZONES = [
  ...['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Sydney'],
  ...['Australia/Lord_Howe', 'America/Santiago', 'Pacific/Chatham'],
];
/** Month ends, leap days, the turn of the year, the days of clock changes; the rest is ordinary. */
const DATES = [
  ...['2026-01-31', '2026-01-30', '2026-01-29', '2026-02-28', '2024-02-29', '2026-12-31', '2027-01-01'],
  ...['2026-03-07', '2026-03-08', '2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-10-31'],
  ...['2026-11-01', '2026-04-04', '2026-04-05', '2026-10-03', '2026-10-04', '2026-09-05', '2026-09-06'],
  ...['2026-05-20', '2026-07-14', '2026-08-03', '2025-11-21', '2026-12-28'],
];
const TIMES = [
  '00:00',
  '00:30',
  '01:30',
  '02:00',
  '02:15',
  '02:30',
  '03:00',
  '06:45',
  '09:00',
  '23:30',
  '23:59',
];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A random rule that RFC 5545, section 3.3.10, allows; the engine may still refuse what it costs. */
export function randomCase(random: () => number): RuleCase {
  const chance = (probability: number): boolean => random() < probability;
  const int = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T;
  const some = <T>(most: number, make: () => T): T[] => [
    ...new Set(Array.from({ length: int(1, most) }, make)),
  ];

  const allDay = chance(0.25);
  const frequency = pick(allDay ? CALENDAR : [...CALENDAR, ...CALENDAR, 'HOURLY', 'MINUTELY']);
  const subDaily = !CALENDAR.includes(frequency);
  const parts = [`FREQ=${frequency}`];
  const part = (name: string, values: readonly (string | number)[]): void => {
    parts.push(`${name}=${values.join(',')}`);
  };
  if (frequency === 'MINUTELY') part('INTERVAL', [15 * int(1, 8)]);
  else if (chance(0.4)) part('INTERVAL', [int(1, frequency === 'YEARLY' ? 4 : 12)]);

  let shaped = 0;
  const shape = (probability: number, name: string, values: () => readonly (string | number)[]): void => {
    if (!chance(probability)) return;
    part(name, values());
    shaped += 1;
  };
  const ordinals = frequency === 'MONTHLY' || frequency === 'YEARLY';
  shape(frequency === 'YEARLY' ? 0.6 : 0.15, 'BYMONTH', () => some(4, () => int(1, 12)));
  if (frequency !== 'WEEKLY')
    shape(0.35, 'BYMONTHDAY', () => some(4, () => (chance(0.7) ? int(1, 31) : -int(1, 31))));
  shape(frequency === 'WEEKLY' ? 0.7 : 0.35, 'BYDAY', () =>
    some(4, () => `${ordinals && chance(0.5) ? pick([1, 2, 3, 4, 5, -1, -2]) : ''}${pick(DAYS)}`),
  );
  if (frequency === 'YEARLY') {
    const numbered = parts.some((text) => /BYDAY=.*\d/.test(text));
    shape(0.1, 'BYYEARDAY', () => some(3, () => pick([1, 60, 100, 200, 365, 366, -1, -366])));
    if (!numbered) shape(0.1, 'BYWEEKNO', () => some(3, () => pick([1, 2, 20, 26, 52, 53, -1])));
  }
  if (!allDay && frequency !== 'MINUTELY') {
    if (frequency !== 'HOURLY') shape(0.2, 'BYHOUR', () => some(3, () => int(0, 23)));
    shape(0.1, 'BYMINUTE', () => some(3, () => pick([0, 15, 30, 45])));
  }
  if (subDaily) shape(0.2, 'BYHOUR', () => some(6, () => int(0, 23)));
  if (shaped > 0 && !subDaily && chance(0.25))
    part(
      'BYSETPOS',
      some(2, () => pick([1, 2, 3, -1, -2])),
    );
  if (chance(0.25)) part('WKST', [pick(DAYS)]);

  const date = pick(DATES);
  const end = random();
  if (end < 0.25) part('COUNT', [int(1, 25)]);
  else if (end < 0.45) {
    const day = `${int(2026, 2029)}${String(int(1, 12)).padStart(2, '0')}${String(int(1, 28)).padStart(2, '0')}`;
    part('UNTIL', [allDay || chance(0.5) ? day : `${day}T${pick(TIMES).replace(':', '')}00`]);
  }
  return {
    rrule: parts.join(';'),
    civilStart: allDay ? date : `${date}T${pick(TIMES)}`,
    // Below a day we count elapsed time, which the oracles do not; where no clock changes it is the same.
    zone: subDaily ? 'UTC' : pick(ZONES),
    exdates: [],
  };
}

const CALENDAR = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
