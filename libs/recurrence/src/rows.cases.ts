import type { SeriesRule } from './series-rule.js';

/** A rule and its first occurrences; keys, or instants where the zone decides. */
export interface ExpansionRow {
  readonly row: string;
  readonly about: string;
  readonly rule: Partial<SeriesRule>;
  /** Occurrence keys; `end` where the rule is exhausted. */
  readonly keys?: readonly string[];
  /** Instants, written with the offset that holds then. */
  readonly at?: readonly string[];
}

/** A completion and what follows it. */
export interface CompletionRow {
  readonly row: string;
  readonly about: string;
  readonly rule: Partial<SeriesRule>;
  readonly completed: string;
  readonly completedAt: string;
  readonly completions?: number;
  readonly next: string | null;
  readonly skipped?: number;
}

const daily = { rrule: 'FREQ=DAILY', civilStart: '2026-08-01T09:00' };

/** The zone is New York's where a rule names none. */
export const expansionRows: readonly ExpansionRow[] = [
  {
    ...{ row: 'R9', about: 'the 31st, clamped, keeps its anchor' },
    rule: { rrule: 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', civilStart: '2026-01-31' },
    keys: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
  },
  {
    ...{ row: 'R10', about: 'the 30th, clamped, keeps its anchor' },
    rule: { rrule: 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', civilStart: '2026-01-30' },
    keys: ['2026-01-30', '2026-02-28', '2026-03-30', '2026-04-30'],
  },
  {
    ...{ row: 'R11', about: 'a raw BYMONTHDAY=31 skips short months, as RFC 5545 says' },
    rule: { rrule: 'FREQ=MONTHLY;BYMONTHDAY=31', civilStart: '2026-01-31' },
    keys: ['2026-01-31', '2026-03-31', '2026-05-31'],
  },
  {
    ...{ row: 'R11', about: 'so does a raw FREQ=MONTHLY from the 31st' },
    rule: { rrule: 'FREQ=MONTHLY', civilStart: '2026-01-31' },
    keys: ['2026-01-31', '2026-03-31', '2026-05-31'],
  },
  {
    ...{ row: 'R12', about: 'the last day of the month' },
    rule: { rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1', civilStart: '2026-01-31' },
    keys: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  },
  {
    ...{ row: 'R13', about: 'February 29 as given: leap years only' },
    rule: { rrule: 'FREQ=YEARLY', civilStart: '2024-02-29' },
    keys: ['2024-02-29', '2028-02-29', '2032-02-29'],
  },
  {
    ...{ row: 'R13', about: 'February 29 as people mean it: the 28th in other years' },
    rule: { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1', civilStart: '2024-02-29' },
    keys: ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
  },
  {
    ...{ row: 'R14', about: 'the fifth Friday, which most months lack' },
    rule: { rrule: 'FREQ=MONTHLY;BYDAY=5FR', civilStart: '2026-01-01' },
    keys: ['2026-01-30', '2026-05-29', '2026-07-31', '2026-10-30'],
  },
  {
    ...{ row: 'R15', about: 'the last workday of the month' },
    rule: { rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', civilStart: '2026-01-01' },
    keys: ['2026-01-30', '2026-02-27', '2026-03-31'],
  },
  {
    ...{ row: 'R16', about: 'a time in the spring gap is moved, never dropped' },
    rule: { rrule: 'FREQ=DAILY', civilStart: '2026-03-07T02:30' },
    at: ['2026-03-07T02:30-05:00', '2026-03-08T03:30-04:00', '2026-03-09T02:30-04:00'],
  },
  {
    ...{ row: 'R17', about: 'a time that the fall back repeats occurs once, the first time' },
    rule: { rrule: 'FREQ=DAILY', civilStart: '2026-10-31T01:30' },
    at: ['2026-10-31T01:30-04:00', '2026-11-01T01:30-04:00', '2026-11-02T01:30-05:00'],
  },
  {
    ...{ row: 'R18', about: 'hourly across the fall back: each pass of the repeated hour' },
    rule: { rrule: 'FREQ=HOURLY', civilStart: '2026-11-01T00:00' },
    at: [
      ...['2026-11-01T00:00-04:00', '2026-11-01T01:00-04:00'],
      ...['2026-11-01T01:00-05:00', '2026-11-01T02:00-05:00'],
    ],
  },
  {
    ...{ row: 'R19', about: 'every 8 hours is 8 hours of elapsed time across a clock change' },
    rule: { rrule: 'FREQ=HOURLY;INTERVAL=8', civilStart: '2026-03-07T22:00' },
    at: ['2026-03-07T22:00-05:00', '2026-03-08T07:00-04:00', '2026-03-08T15:00-04:00'],
  },
  {
    ...{ row: 'R20', about: 'daily in Berlin stays on the wall clock over the end of summer time' },
    rule: { rrule: 'FREQ=DAILY', civilStart: '2026-10-24T06:45', zone: 'Europe/Berlin' },
    at: ['2026-10-24T06:45+02:00', '2026-10-25T06:45+01:00', '2026-10-26T06:45+01:00'],
  },
  {
    ...{ row: 'R21', about: 'the half-hour gap of Lord Howe' },
    rule: { rrule: 'FREQ=DAILY', civilStart: '2026-10-04T02:15', zone: 'Australia/Lord_Howe' },
    at: ['2026-10-04T02:45+11:00', '2026-10-05T02:15+11:00'],
  },
  {
    ...{ row: 'R22', about: 'a day that Apia never had' },
    rule: { rrule: 'FREQ=DAILY', civilStart: '2011-12-29T09:00', zone: 'Pacific/Apia' },
    keys: ['2011-12-29T09:00', '2011-12-31T09:00', '2012-01-01T09:00'],
  },
  {
    ...{ row: 'R23', about: 'the same wall clock after a move from New York to Tokyo' },
    rule: { ...daily, zone: 'Asia/Tokyo' },
    at: ['2026-08-01T09:00+09:00', '2026-08-02T09:00+09:00'],
  },
  {
    ...{
      row: 'R26',
      about: 'WKST decides which week an every-second-week rule is in (RFC 5545, section 3.3.10)',
    },
    rule: { rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', civilStart: '1997-08-05' },
    keys: ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24', 'end'],
  },
  {
    ...{ row: 'R26', about: 'the same rule with weeks from Sunday on' },
    rule: { rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', civilStart: '1997-08-05' },
    keys: ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31', 'end'],
  },
  {
    ...{ row: 'R27', about: 'every second week: the week of the start sets the phase' },
    rule: { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=MO', civilStart: '2026-01-07' },
    keys: ['2026-01-09', '2026-01-19', '2026-01-23'],
  },
  {
    ...{ row: 'R28', about: 'a plain rule on several times of day' },
    rule: { rrule: 'FREQ=DAILY;BYHOUR=21,9;BYMINUTE=0', civilStart: '2026-08-01T10:00' },
    keys: ['2026-08-01T21:00', '2026-08-02T09:00', '2026-08-02T21:00'],
  },
  {
    ...{ row: 'R29', about: 'an excluded date uses up COUNT' },
    rule: { ...daily, rrule: 'FREQ=DAILY;COUNT=3', exdates: ['2026-08-02T09:00'] },
    keys: ['2026-08-01T09:00', '2026-08-03T09:00', 'end'],
  },
  {
    ...{ row: 'R31', about: 'UNTIL as a date takes that whole day in' },
    rule: { rrule: 'FREQ=DAILY;UNTIL=20260802', civilStart: '2026-08-01T23:30' },
    keys: ['2026-08-01T23:30', '2026-08-02T23:30', 'end'],
  },
  {
    ...{ row: 'R31', about: 'UNTIL in UTC is that instant' },
    rule: { rrule: 'FREQ=DAILY;UNTIL=20260803T032959Z', civilStart: '2026-08-01T23:30' },
    keys: ['2026-08-01T23:30', 'end'],
  },
  {
    ...{ row: 'R33', about: 'February 29 on a Monday is rare, not impossible' },
    rule: { rrule: 'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYHOUR=9', civilStart: '2026-01-01T09:00' },
    keys: ['2044-02-29T09:00', '2072-02-29T09:00'],
  },
];

export const completionRows: readonly CompletionRow[] = [
  {
    ...{ row: 'R1', about: 'completed early: the day after the due time', rule: daily },
    ...{ completed: '2026-11-21T09:00', completedAt: '2026-11-21T08:00-05:00', next: '2026-11-22T09:00' },
  },
  {
    ...{ row: 'R2', about: 'overdue: jumps, and eight were missed', rule: daily, skipped: 8 },
    ...{ completed: '2026-08-01T09:00', completedAt: '2026-08-09T12:00-04:00', next: '2026-08-10T09:00' },
  },
  {
    ...{ row: 'R3', about: 'overdue, before the time of today: today', rule: daily, skipped: 7 },
    ...{ completed: '2026-08-01T09:00', completedAt: '2026-08-09T07:45-04:00', next: '2026-08-09T09:00' },
  },
  {
    ...{ row: 'R4', about: 'overdue, one by one', rule: { ...daily, missed: 'one-by-one' }, skipped: 0 },
    ...{ completed: '2026-08-01T09:00', completedAt: '2026-08-09T12:00-04:00', next: '2026-08-02T09:00' },
  },
  {
    ...{
      row: 'R5',
      about: 'overdue whole days: today still counts',
      rule: { civilStart: '2026-08-01' },
      skipped: 7,
    },
    ...{ completed: '2026-08-01', completedAt: '2026-08-09T23:00-04:00', next: '2026-08-09' },
  },
  {
    ...{ row: 'R6', about: 'weekly, overdue by more than a week', skipped: 1 },
    rule: { rrule: 'FREQ=WEEKLY;BYDAY=MO', civilStart: '2026-08-03' },
    ...{ completed: '2026-08-03', completedAt: '2026-08-12T12:00-04:00', next: '2026-08-17' },
  },
  {
    ...{ row: 'R7', about: 'after completion: the local day of completion counts, the time of day stays' },
    rule: { rrule: 'FREQ=DAILY;INTERVAL=3', mode: 'completion', civilStart: '2026-05-20T10:00' },
    ...{ completed: '2026-05-20T10:00', completedAt: '2026-05-18T21:00-04:00', next: '2026-05-21T10:00' },
  },
  {
    ...{ row: 'R8', about: 'after completion in months: clamped to the month' },
    rule: { rrule: 'FREQ=MONTHLY', mode: 'completion', civilStart: '2026-01-20' },
    ...{ completed: '2026-01-20', completedAt: '2026-01-31T12:00-05:00', next: '2026-02-28' },
  },
  {
    ...{ row: 'R24', about: 'pinned to New York: the instant stays wherever the user is', rule: daily },
    ...{ completed: '2026-08-01T09:00', completedAt: '2026-08-01T22:00+09:00', next: '2026-08-02T09:00' },
  },
  {
    ...{ row: 'R30', about: 'COUNT counts completions: one is left' },
    rule: { rrule: 'FREQ=DAILY;COUNT=3', mode: 'completion' },
    ...{ completed: '2026-08-01T09:00', completedAt: '2026-08-05T10:00-04:00', next: '2026-08-06T09:00' },
    completions: 2,
  },
  {
    ...{ row: 'R30', about: 'COUNT counts completions: none is left', next: null },
    rule: { rrule: 'FREQ=DAILY;COUNT=3', mode: 'completion' },
    ...{ completed: '2026-08-01T09:00', completedAt: '2026-08-05T10:00-04:00', completions: 3 },
  },
  {
    ...{ row: 'R35', about: 'the last of a counted rule', rule: { rrule: 'FREQ=DAILY;COUNT=2' }, next: null },
    ...{ completed: '2026-08-02T09:00', completedAt: '2026-08-02T10:00-04:00' },
  },
  {
    ...{ row: 'R52', about: 'completed yesterday, said today: counted from yesterday' },
    rule: { rrule: 'FREQ=DAILY;INTERVAL=3', mode: 'completion', civilStart: '2026-05-18T10:00' },
    ...{ completed: '2026-05-18T10:00', completedAt: '2026-05-19T12:00-04:00', next: '2026-05-22T10:00' },
  },
];
