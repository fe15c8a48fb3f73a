import { firstOccurrence, occurrences } from './occurrences.js';
import { aRule, at } from './test-rules.js';

interface Row {
  readonly name: string;
  readonly rrule: string;
  readonly start: string;
  readonly zone?: string;
  readonly exdates?: readonly string[];
  readonly keys: readonly string[];
}

const WORKDAYS = 'BYDAY=MO,TU,WE,TH,FR';

const rows: readonly Row[] = [
  {
    name: 'weekly on several days',
    rrule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
    start: '2026-11-23T06:00',
    keys: ['2026-11-23T06:00', '2026-11-25T06:00', '2026-11-27T06:00', '2026-11-30T06:00'],
  },
  {
    name: 'every second week, whose phase the week of the start sets',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
    start: '2026-01-07',
    keys: ['2026-01-09', '2026-01-19', '2026-01-23'],
  },
  {
    name: 'the 31st, clamped to the last day, without losing the 31st',
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
    start: '2026-01-31',
    keys: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
  },
  {
    name: 'the 30th, clamped',
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1',
    start: '2026-01-30',
    keys: ['2026-01-30', '2026-02-28', '2026-03-30', '2026-04-30'],
  },
  {
    name: 'a raw BYMONTHDAY=31, which skips short months',
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=31',
    start: '2026-01-31',
    keys: ['2026-01-31', '2026-03-31', '2026-05-31'],
  },
  {
    name: 'the last day of the month',
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1',
    start: '2026-01-31',
    keys: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  },
  {
    name: 'the fifth Friday, which most months lack',
    rrule: 'FREQ=MONTHLY;BYDAY=5FR',
    start: '2026-01-01',
    keys: ['2026-01-30', '2026-05-29', '2026-07-31', '2026-10-30'],
  },
  {
    name: 'the last workday of the month',
    rrule: `FREQ=MONTHLY;${WORKDAYS};BYSETPOS=-1`,
    start: '2026-01-01',
    keys: ['2026-01-30', '2026-02-27', '2026-03-31'],
  },
  {
    name: 'February 29',
    rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    start: '2026-01-01',
    keys: ['2028-02-29', '2032-02-29'],
  },
  {
    name: 'COUNT, used up by an excluded date',
    rrule: 'FREQ=DAILY;COUNT=3',
    start: '2026-08-01T09:00',
    exdates: ['2026-08-02T09:00'],
    keys: ['2026-08-01T09:00', '2026-08-03T09:00', 'end'],
  },
  {
    name: 'COUNT of days in the week',
    rrule: 'FREQ=WEEKLY;BYDAY=SA,SU;COUNT=3',
    start: '2026-08-01',
    keys: ['2026-08-01', '2026-08-02', '2026-08-08', 'end'],
  },
  {
    name: 'UNTIL as a date, whose whole day counts',
    rrule: 'FREQ=DAILY;UNTIL=20260802',
    start: '2026-08-01T23:30',
    keys: ['2026-08-01T23:30', '2026-08-02T23:30', 'end'],
  },
  {
    name: 'UNTIL in UTC, read on the clock of the zone',
    rrule: 'FREQ=DAILY;UNTIL=20260803T033000Z',
    start: '2026-08-01T23:30',
    keys: ['2026-08-01T23:30', '2026-08-02T23:30', 'end'],
  },
  {
    name: 'UNTIL in UTC, one second too early for the last',
    rrule: 'FREQ=DAILY;UNTIL=20260803T032959Z',
    start: '2026-08-01T23:30',
    keys: ['2026-08-01T23:30', 'end'],
  },
  {
    name: 'every 8 hours, 15 times',
    rrule: 'FREQ=HOURLY;INTERVAL=8;COUNT=3',
    start: '2026-11-21T10:00',
    keys: ['2026-11-21T10:00', '2026-11-21T18:00', '2026-11-22T02:00', 'end'],
  },
  {
    name: 'hours of working days only',
    rrule: `FREQ=HOURLY;INTERVAL=2;${WORKDAYS};BYHOUR=9,10,11,12`,
    start: '2026-11-20T10:00',
    keys: ['2026-11-20T10:00', '2026-11-20T12:00', '2026-11-23T10:00'],
  },
  {
    name: 'two minutes of each third hour',
    rrule: 'FREQ=HOURLY;INTERVAL=3;BYMINUTE=15,45',
    start: '2026-11-20T10:30',
    keys: ['2026-11-20T10:45', '2026-11-20T13:15', '2026-11-20T13:45'],
  },
  {
    name: 'every 20 minutes of one hour a day, counted',
    rrule: 'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9;COUNT=4',
    start: '2026-11-20T09:00',
    keys: ['2026-11-20T09:00', '2026-11-20T09:20', '2026-11-20T09:40', '2026-11-21T09:00', 'end'],
  },
];

describe('the occurrences of a rule', () => {
  it.each(rows)('expand: $name', ({ rrule, start, zone, exdates, keys }) => {
    const rule = aRule({
      rrule,
      civilStart: start,
      zone: zone ?? 'America/New_York',
      exdates: exdates ?? [],
    });
    const found = occurrences(rule, { limit: keys.length }).map((occurrence) => occurrence.key);
    expect([...found, ...(found.length < keys.length ? ['end'] : [])]).toEqual(keys);
  });

  it('keep a time that a clock change skips, moved by the gap', () => {
    const rule = aRule({ civilStart: '2026-03-07T02:30' });
    expect(occurrences(rule, { limit: 3 })).toEqual([
      { key: '2026-03-07T02:30', due: at('2026-03-07T02:30-05:00') },
      { key: '2026-03-08T02:30', due: at('2026-03-08T03:30-04:00') },
      { key: '2026-03-09T02:30', due: at('2026-03-09T02:30-04:00') },
    ]);
  });

  it('take place once where a skipped time lands on another', () => {
    const rule = aRule({ rrule: 'FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30', civilStart: '2026-03-08T02:00' });
    expect(occurrences(rule, { limit: 3 }).map(({ due }) => due)).toEqual([
      at('2026-03-08T03:00-04:00'),
      at('2026-03-08T03:30-04:00'),
      at('2026-03-09T02:00-04:00'),
    ]);
  });

  it('stay in the order of their instants around a gap', () => {
    const rule = aRule({
      rrule: 'FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45;BYSETPOS=2,3',
      civilStart: '2026-03-08T00:00',
    });
    expect(occurrences(rule, { limit: 2 })).toEqual([
      { key: '2026-03-08T03:15', due: at('2026-03-08T03:15-04:00') },
      { key: '2026-03-08T02:45', due: at('2026-03-08T03:45-04:00') },
    ]);
  });

  it('leave out a day that the zone never had', () => {
    const rule = aRule({ civilStart: '2011-12-29T09:00', zone: 'Pacific/Apia' });
    expect(occurrences(rule, { limit: 3 }).map(({ key }) => key)).toEqual([
      '2011-12-29T09:00',
      '2011-12-31T09:00',
      '2012-01-01T09:00',
    ]);
  });

  it('move by the half hour of Lord Howe', () => {
    const rule = aRule({ civilStart: '2026-10-04T02:15', zone: 'Australia/Lord_Howe' });
    expect(occurrences(rule, { limit: 2 })).toEqual([
      { key: '2026-10-04T02:15', due: at('2026-10-04T02:45+11:00') },
      { key: '2026-10-05T02:15', due: at('2026-10-05T02:15+11:00') },
    ]);
  });

  it('stay on the wall clock over the end of summer time', () => {
    const rule = aRule({ civilStart: '2026-10-24T06:45', zone: 'Europe/Berlin' });
    expect(occurrences(rule, { limit: 2 }).map(({ due }) => due)).toEqual([
      at('2026-10-24T06:45+02:00'),
      at('2026-10-25T06:45+01:00'),
    ]);
  });

  it('count elapsed hours through a repeated hour, each pass with its own key', () => {
    const rule = aRule({ rrule: 'FREQ=HOURLY', civilStart: '2026-11-01T00:00' });
    expect(occurrences(rule, { limit: 4 })).toEqual([
      { key: '2026-11-01T00:00', due: at('2026-11-01T00:00-04:00') },
      { key: '2026-11-01T01:00', due: at('2026-11-01T01:00-04:00') },
      { key: '2026-11-01T01:00-05:00', due: at('2026-11-01T01:00-05:00') },
      { key: '2026-11-01T02:00', due: at('2026-11-01T02:00-05:00') },
    ]);
  });

  it('end with COUNT wherever one starts to look', () => {
    const rule = aRule({ rrule: 'FREQ=HOURLY;COUNT=3', civilStart: '2026-08-01T09:00' });
    const found = occurrences(rule, { from: at('2026-08-01T10:30-04:00'), limit: 5 });
    expect(found.map(({ key }) => key)).toEqual(['2026-08-01T11:00']);
  });

  it('end before years whose clock changes nobody knows', () => {
    const rule = aRule({ rrule: 'FREQ=YEARLY;INTERVAL=500' });
    expect(occurrences(rule, { limit: 5 })).toHaveLength(1);
  });

  it('start from any instant without counting up to it', () => {
    const rule = aRule({ rrule: 'FREQ=MINUTELY;INTERVAL=15', civilStart: '1990-01-01T00:00' });
    const from = at('2026-08-09T12:01-04:00');
    expect(occurrences(rule, { from, limit: 1 })[0]?.key).toBe('2026-08-09T12:15');
  });
});

describe('the first occurrence', () => {
  it.each([
    [
      'of workdays said on Friday after the time',
      `FREQ=WEEKLY;${WORKDAYS}`,
      '2026-11-20T06:00',
      '2026-11-20T08:00-05:00',
      '2026-11-23T06:00',
    ],
    [
      'of a whole day: today still counts',
      'FREQ=DAILY',
      '2026-11-01',
      '2026-11-21T22:00-05:00',
      '2026-11-21',
    ],
    [
      'strictly after an instant that is itself an occurrence',
      'FREQ=DAILY',
      '2026-11-01T09:00',
      '2026-11-21T09:00-05:00',
      '2026-11-22T09:00',
    ],
  ])('%s', (_name, rrule, civilStart, after, key) => {
    expect(firstOccurrence(aRule({ rrule, civilStart }), at(after))?.key).toBe(key);
  });

  it('is none when every occurrence is excluded', () => {
    expect(firstOccurrence(aRule({ rrule: 'FREQ=DAILY;COUNT=1', exdates: ['2026-08-01T09:00'] }))).toBeNull();
  });
});
