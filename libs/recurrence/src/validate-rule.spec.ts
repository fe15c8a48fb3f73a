import { isDomainError } from '@parley/kernel';

import { validateRule } from './occurrences.js';
import type { SeriesRule } from './series-rule.js';
import { aRule } from './test-rules.js';

const refused: readonly (readonly [rrule: string, code: string])[] = [
  ['', 'rule.invalid'],
  ['FREQ=OFTEN', 'rule.invalid'],
  ['FREQ=DAILY;FREQ=WEEKLY', 'rule.invalid'],
  ['FREQ=DAILY;COLOUR=RED', 'rule.invalid'],
  ['FREQ=DAILY;INTERVAL=0', 'rule.invalid'],
  ['FREQ=DAILY;INTERVAL=-1', 'rule.invalid'],
  ['FREQ=DAILY\nDTSTART:20260101T000000', 'rule.invalid'],
  ['FREQ=MONTHLY;BYMONTHDAY=0', 'rule.invalid'],
  ['FREQ=MONTHLY;BYMONTHDAY=32', 'rule.invalid'],
  ['FREQ=WEEKLY;BYDAY=2MO', 'rule.invalid'],
  ['FREQ=WEEKLY;BYMONTHDAY=1', 'rule.invalid'],
  ['FREQ=DAILY;BYSETPOS=1', 'rule.invalid'],
  ['FREQ=DAILY;UNTIL=20261399', 'rule.invalid'],
  ['FREQ=DAILY;UNTIL=soon', 'rule.invalid'],
  ['FREQ=SECONDLY;INTERVAL=901', 'rule.invalid'],
  [`FREQ=YEARLY;BYYEARDAY=${'1,'.repeat(400)}1`, 'rule.invalid'],
  ['FREQ=DAILY;COUNT=3;UNTIL=20270101', 'rule.count-and-until'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'rule.never-matches'],
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'rule.never-matches'],
  ['FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30', 'rule.never-matches'],
  ['FREQ=DAILY;UNTIL=20260101', 'rule.never-matches'],
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5', 'rule.never-matches'],
  ['FREQ=DAILY;INTERVAL=1000', 'rule.too-costly'],
  ['FREQ=DAILY;COUNT=10001', 'rule.too-costly'],
  ['FREQ=HOURLY;BYDAY=MO;COUNT=501', 'rule.too-costly'],
  ['FREQ=SECONDLY', 'rule.too-frequent'],
  ['FREQ=MINUTELY', 'rule.too-frequent'],
  ['FREQ=MINUTELY;INTERVAL=14', 'rule.too-frequent'],
  ['FREQ=DAILY;BYHOUR=9;BYMINUTE=0,10', 'rule.too-frequent'],
  ['FREQ=HOURLY;BYMINUTE=0,50', 'rule.too-frequent'],
];

const accepted = [
  'FREQ=DAILY',
  'freq=daily',
  'FREQ=MINUTELY;INTERVAL=15',
  'FREQ=SECONDLY;INTERVAL=900',
  'FREQ=DAILY;COUNT=10000',
  'FREQ=DAILY;INTERVAL=999',
  'FREQ=DAILY;BYHOUR=9,21;BYMINUTE=0,15,30,45',
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=29',
];

/** The code of the refusal, or `accepted`. */
function verdict(overrides: Partial<SeriesRule>): string {
  try {
    validateRule(aRule(overrides));
    return 'accepted';
  } catch (error) {
    return isDomainError(error) ? error.code : String(error);
  }
}

describe('a rule', () => {
  it.each(refused)('%s is refused with %s', (rrule, code) => {
    expect(verdict({ rrule })).toBe(code);
  });

  it.each(accepted)('%s is accepted', (rrule) => {
    expect(verdict({ rrule })).toBe('accepted');
  });

  it.each([
    [{ zone: 'Mars/Base' }, 'zone.unknown'],
    [{ zone: '+05:00' }, 'zone.unknown'],
    [{ civilStart: '2026-02-30' }, 'civil.invalid'],
    [{ civilStart: 'tomorrow' }, 'civil.invalid'],
    [{ civilStart: '2026-08-01', rrule: 'FREQ=HOURLY' }, 'rule.invalid'],
    [{ civilStart: '2026-08-01', rrule: 'FREQ=DAILY;BYHOUR=9' }, 'rule.invalid'],
  ])('with %j is refused with %s', (overrides, code) => {
    expect(verdict(overrides)).toBe(code);
  });

  it('is judged although its occurrences are all excluded', () => {
    expect(verdict({ rrule: 'FREQ=DAILY;COUNT=1', exdates: ['2026-08-01T09:00'] })).toBe('accepted');
  });
});
