import { occurrencesAfter, type CompletedOccurrence } from './occurrences-after.js';
import type { SeriesRule } from './series-rule.js';

interface Row {
  readonly name: string;
  readonly rule?: Partial<SeriesRule>;
  readonly completed?: Partial<Omit<CompletedOccurrence, 'rule'>>;
  readonly keys: readonly string[];
  readonly skipped?: readonly string[];
}

const rows: readonly Row[] = [
  { name: 'the next of a fixed series', keys: ['2026-08-02T09:00'] },
  {
    name: 'those after a late completion, jumping over the missed',
    completed: { completedAt: new Date('2026-08-03T08:00:00Z') },
    keys: ['2026-08-03T09:00'],
    skipped: ['2026-08-02T09:00'],
  },
  {
    name: 'the missed one first, one by one',
    rule: { missed: 'one-by-one' },
    completed: { completedAt: new Date('2026-08-03T08:00:00Z') },
    keys: ['2026-08-02T09:00'],
  },
  {
    name: 'as many as are kept open',
    completed: { ahead: 3 },
    keys: ['2026-08-02T09:00', '2026-08-03T09:00', '2026-08-04T09:00'],
  },
  {
    name: 'fewer when the rule ends sooner',
    rule: { rrule: 'FREQ=DAILY;COUNT=3' },
    completed: { ahead: 10 },
    keys: ['2026-08-02T09:00', '2026-08-03T09:00'],
  },
  { name: 'none after the last of COUNT', rule: { rrule: 'FREQ=DAILY;COUNT=1' }, keys: [] },
  {
    name: 'none after UNTIL',
    rule: { rrule: 'FREQ=DAILY;UNTIL=20260801' },
    keys: [],
  },
  {
    name: 'an excluded date is left out',
    rule: { exdates: ['2026-08-02T09:00'] },
    keys: ['2026-08-03T09:00'],
  },
  {
    name: 'counted from the completion',
    rule: { mode: 'completion', rrule: 'FREQ=DAILY;INTERVAL=3' },
    completed: { completedAt: new Date('2026-08-05T16:00:00Z') },
    keys: ['2026-08-08T09:00'],
  },
  {
    name: 'only one when counted from the completion, however many are kept open',
    rule: { mode: 'completion' },
    completed: { ahead: 5 },
    keys: ['2026-08-02T09:00'],
  },
  {
    name: 'none when the completions reach COUNT',
    rule: { mode: 'completion', rrule: 'FREQ=DAILY;COUNT=2' },
    completed: { completions: 2 },
    keys: [],
  },
];

describe(occurrencesAfter.name, () => {
  it.each(rows)('gives $name', ({ rule, completed, keys, skipped = [] }) => {
    const following = occurrencesAfter({
      rule: {
        rrule: 'FREQ=DAILY',
        civilStart: '2026-08-01T09:00',
        zone: 'UTC',
        mode: 'fixed',
        missed: 'jump',
        exdates: [],
        ...rule,
      },
      key: '2026-08-01T09:00',
      completedAt: new Date('2026-08-01T08:00:00Z'),
      ahead: 1,
      completions: undefined,
      ...completed,
    });
    expect(following.occurrences.map(({ key }) => key)).toEqual(keys);
    expect(following.skipped).toEqual(skipped);
  });
});
