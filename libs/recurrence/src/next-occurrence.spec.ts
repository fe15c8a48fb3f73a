import { nextOccurrence } from './next-occurrence.js';
import type { SeriesRule } from './series-rule.js';
import { aRule, at } from './test-rules.js';

interface Row {
  readonly name: string;
  readonly rule?: Partial<SeriesRule>;
  readonly completed: string;
  readonly completedAt: string;
  readonly next: string | null;
  readonly completions?: number;
}

const completion = { mode: 'completion', rrule: 'FREQ=DAILY;INTERVAL=3' } as const;

const rows: readonly Row[] = [
  {
    name: 'early: the day after the due time',
    completed: '2026-11-21T09:00',
    completedAt: '2026-11-21T08:00-05:00',
    next: '2026-11-22T09:00',
  },
  {
    name: 'late: the next after the completion',
    completed: '2026-08-01T09:00',
    completedAt: '2026-08-09T12:00-04:00',
    next: '2026-08-10T09:00',
  },
  {
    name: 'late, but before the time of today: today',
    completed: '2026-08-01T09:00',
    completedAt: '2026-08-09T07:45-04:00',
    next: '2026-08-09T09:00',
  },
  {
    name: 'late, one by one: the next after the due time',
    rule: { missed: 'one-by-one' },
    completed: '2026-08-01T09:00',
    completedAt: '2026-08-09T12:00-04:00',
    next: '2026-08-02T09:00',
  },
  {
    name: 'late by more than a week',
    rule: { rrule: 'FREQ=WEEKLY;BYDAY=MO', civilStart: '2026-08-03' },
    completed: '2026-08-03',
    completedAt: '2026-08-12T12:00-04:00',
    next: '2026-08-17',
  },
  {
    name: 'a late whole day: today still counts',
    rule: { civilStart: '2026-08-01' },
    completed: '2026-08-01',
    completedAt: '2026-08-09T23:00-04:00',
    next: '2026-08-09',
  },
  {
    name: 'a whole day on its day: tomorrow',
    rule: { civilStart: '2026-08-01' },
    completed: '2026-08-09',
    completedAt: '2026-08-09T23:00-04:00',
    next: '2026-08-10',
  },
  {
    name: 'a time that was skipped by a clock change',
    rule: { civilStart: '2026-03-07T02:30' },
    completed: '2026-03-08T02:30',
    completedAt: '2026-03-08T03:40-04:00',
    next: '2026-03-09T02:30',
  },
  {
    name: 'the first pass of a repeated hour',
    rule: { rrule: 'FREQ=HOURLY', civilStart: '2026-11-01T00:00' },
    completed: '2026-11-01T01:00',
    completedAt: '2026-11-01T01:10-04:00',
    next: '2026-11-01T01:00-05:00',
  },
  {
    name: 'the second pass of a repeated hour',
    rule: { rrule: 'FREQ=HOURLY', civilStart: '2026-11-01T00:00' },
    completed: '2026-11-01T01:00-05:00',
    completedAt: '2026-11-01T01:10-05:00',
    next: '2026-11-01T02:00',
  },
  {
    name: 'an excluded date is passed over',
    rule: { exdates: ['2026-08-02T09:00'] },
    completed: '2026-08-01T09:00',
    completedAt: '2026-08-01T09:00-04:00',
    next: '2026-08-03T09:00',
  },
  {
    name: 'the last of COUNT',
    rule: { rrule: 'FREQ=DAILY;COUNT=2' },
    completed: '2026-08-02T09:00',
    completedAt: '2026-08-02T10:00-04:00',
    next: null,
  },
  {
    name: 'the last before UNTIL',
    rule: { rrule: 'FREQ=DAILY;UNTIL=20260802' },
    completed: '2026-08-02T09:00',
    completedAt: '2026-08-02T10:00-04:00',
    next: null,
  },
  {
    name: 'completion mode: days from the local day of completion, time of day kept',
    rule: { ...completion, civilStart: '2026-05-20T10:00' },
    completed: '2026-05-20T10:00',
    completedAt: '2026-05-18T21:00-04:00',
    next: '2026-05-21T10:00',
  },
  {
    name: 'completion mode never names the completed occurrence again',
    rule: { ...completion, civilStart: '2026-05-20T10:00' },
    completed: '2026-05-20T10:00',
    completedAt: '2026-05-17T21:00-04:00',
    next: '2026-05-23T10:00',
  },
  {
    name: 'completion mode in months clamps',
    rule: { mode: 'completion', rrule: 'FREQ=MONTHLY', civilStart: '2026-01-20' },
    completed: '2026-01-20',
    completedAt: '2026-01-31T12:00-05:00',
    next: '2026-02-28',
  },
  {
    name: 'completion mode below a day counts from the instant',
    rule: { mode: 'completion', rrule: 'FREQ=HOURLY;INTERVAL=8', civilStart: '2026-05-20T10:00' },
    completed: '2026-05-20T10:00',
    completedAt: '2026-05-20T11:20-04:00',
    next: '2026-05-20T19:20',
  },
  {
    name: 'completion mode with weekdays: the first such day after completion',
    rule: { mode: 'completion', rrule: 'FREQ=WEEKLY;BYDAY=MO,TH', civilStart: '2026-08-03T09:00' },
    completed: '2026-08-03T09:00',
    completedAt: '2026-08-06T08:00-04:00',
    next: '2026-08-10T09:00',
  },
  {
    name: 'completion mode with COUNT, more to come',
    rule: { mode: 'completion', rrule: 'FREQ=DAILY;COUNT=3' },
    completed: '2026-08-01T09:00',
    completedAt: '2026-08-01T10:00-04:00',
    completions: 2,
    next: '2026-08-02T09:00',
  },
  {
    name: 'completion mode with COUNT, used up',
    rule: { mode: 'completion', rrule: 'FREQ=DAILY;COUNT=3' },
    completed: '2026-08-01T09:00',
    completedAt: '2026-08-01T10:00-04:00',
    completions: 3,
    next: null,
  },
  {
    name: 'completion mode past UNTIL',
    rule: { mode: 'completion', rrule: 'FREQ=DAILY;UNTIL=20260802' },
    completed: '2026-08-01T09:00',
    completedAt: '2026-08-02T10:00-04:00',
    next: null,
  },
];

describe('the occurrence after a completion', () => {
  it.each(rows)('$name', ({ rule, completed, completedAt, completions, next }) => {
    const answer = nextOccurrence(aRule(rule), {
      completed,
      completedAt: at(completedAt),
      ...(completions === undefined ? {} : { completions }),
    });
    expect(answer?.key ?? null).toBe(next);
  });

  it('names what was skipped, oldest first', () => {
    const next = nextOccurrence(aRule(), {
      completed: '2026-08-01T09:00',
      completedAt: at('2026-08-09T12:00-04:00'),
    });
    expect(next?.skipped).toHaveLength(8);
    expect(next?.skipped[0]).toBe('2026-08-02T09:00');
    expect(next?.skipped.at(-1)).toBe('2026-08-09T09:00');
    expect(next?.moreSkipped).toBe(false);
  });

  it('lists no more than 500 skipped occurrences', () => {
    const rule = aRule({ rrule: 'FREQ=HOURLY' });
    const next = nextOccurrence(rule, {
      completed: '2026-08-01T09:00',
      completedAt: at('2026-09-09T12:00-04:00'),
    });
    expect(next).toMatchObject({ key: '2026-09-09T13:00', moreSkipped: true });
    expect(next?.skipped).toHaveLength(500);
  });

  it('keeps the wall clock when the zone of the series changes', () => {
    const moved = aRule({ zone: 'Asia/Tokyo' });
    const next = nextOccurrence(moved, {
      completed: '2026-08-01T09:00',
      completedAt: at('2026-08-01T09:00+09:00'),
    });
    expect(next?.due).toEqual(at('2026-08-02T09:00+09:00'));
  });

  it('is the same for the same completion, delivered twice', () => {
    const once = { completed: '2026-08-01T09:00', completedAt: at('2026-08-09T12:00-04:00') };
    expect(nextOccurrence(aRule(), once)).toEqual(nextOccurrence(aRule(), once));
  });
});
