/**
 * Measures `nextOccurrence` and `validateRule`, with a completed occurrence some years after the start, so that nothing
 * can be counted up to cheaply. Prints microseconds per call: the median and the 99th percentile.
 */
import { nextOccurrence, validateRule, type SeriesRule } from '../dist/index.js';

const WARM_UP = 200;
const CALLS = 2_000;

const rules: readonly (readonly [about: string, rrule: string, mode?: SeriesRule['mode']])[] = [
  ['every day', 'FREQ=DAILY'],
  ['workdays', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ['every second Tuesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
  ['the 31st, clamped', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
  ['the last workday of the month', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
  ['three days after completion', 'FREQ=DAILY;INTERVAL=3', 'completion'],
  ['every 8 hours', 'FREQ=HOURLY;INTERVAL=8'],
  ['February 29', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
  ['10,000 days, counted', 'FREQ=DAILY;COUNT=10000;BYHOUR=9'],
  ['February 29 on a Monday, by the hour', 'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYHOUR=9'],
];
const refused: readonly (readonly [about: string, rrule: string])[] = [
  ['February 30', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
  ['February 30, day by day', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
  ['February 30, every quarter of an hour', 'FREQ=MINUTELY;INTERVAL=15;BYMONTH=2;BYMONTHDAY=30'],
  ['the third of one a day', 'FREQ=DAILY;BYHOUR=9;BYSETPOS=3'],
];

function rule(rrule: string, mode: SeriesRule['mode'] = 'fixed'): SeriesRule {
  return {
    rrule,
    civilStart: '2020-01-06T09:00',
    zone: 'America/New_York',
    mode,
    missed: 'jump',
    exdates: [],
  };
}

function measure(call: () => unknown, calls = CALLS): string {
  for (let i = 0; i < Math.min(WARM_UP, calls); i++) call();
  const took = Array.from({ length: calls }, () => {
    const start = performance.now();
    call();
    return (performance.now() - start) * 1_000;
  }).sort((a, b) => a - b);
  const at = (share: number): string => (took[Math.floor(took.length * share)] ?? 0).toFixed(0).padStart(7);
  return `${at(0.5)} ${at(0.99)}`;
}

function refusal(rrule: string): () => void {
  return () => {
    try {
      validateRule(rule(rrule));
    } catch {
      return;
    }
    throw new Error(`${rrule} was accepted.`);
  };
}

const completed = {
  completed: '2026-11-20T09:00',
  completedAt: new Date('2026-11-20T14:00:00Z'),
  completions: 3,
};
console.log(`${'next occurrence'.padEnd(44)}    p50     p99  (µs)`);
for (const [about, rrule, mode] of rules)
  console.log(`${about.padEnd(44)}${measure(() => nextOccurrence(rule(rrule, mode), completed))}`);
console.log(`\n${'refused: never matches'.padEnd(44)}    p50     p99  (µs)`);
for (const [about, rrule] of refused) console.log(`${about.padEnd(44)}${measure(refusal(rrule), 50)}`);
