import { occurrences } from './occurrences.js';
import { endingBefore, occurrencesBefore, occurrencesLeft, startingAfter } from './rule-end.js';
import { aRule, at } from './test-rules.js';

describe('the end of a rule', () => {
  it.each([
    ['FREQ=DAILY;COUNT=9', '2026-08-03T09:00', 'FREQ=DAILY;UNTIL=20260803T085959'],
    [
      'freq=weekly;byday=mo;WKST=SU;UNTIL=20300101',
      '2026-03-01',
      'freq=weekly;byday=mo;WKST=SU;UNTIL=20260228',
    ],
    ['FREQ=HOURLY', '2026-11-01T01:00-05:00', 'FREQ=HOURLY;UNTIL=20261101T005959'],
  ])('of %s is set before %s, and nothing else changes', (rrule, key, ended) => {
    expect(endingBefore(rrule, key)).toBe(ended);
  });

  it('leaves out the occurrence that it is set before, and none before it', () => {
    const rrule = endingBefore('FREQ=DAILY', '2026-08-03T09:00');
    expect(occurrences(aRule({ rrule }), { limit: 5 }).map(({ key }) => key)).toEqual([
      '2026-08-01T09:00',
      '2026-08-02T09:00',
    ]);
  });

  it('of a later part is what COUNT has left, excluded dates used up too', () => {
    const rule = aRule({ rrule: 'FREQ=DAILY;COUNT=5', exdates: ['2026-08-02T09:00'] });
    const used = occurrencesBefore(rule, '2026-08-03T09:00');
    expect(used).toBe(2);
    expect(startingAfter(rule.rrule, used)).toBe('FREQ=DAILY;COUNT=3');
    expect(startingAfter('FREQ=DAILY;UNTIL=20270101', used)).toBe('FREQ=DAILY;UNTIL=20270101');
  });

  it.each([
    ['FREQ=DAILY;COUNT=3', '2026-08-01T09:00', '2026-08-01T09:00-04:00', 2],
    ['FREQ=DAILY;COUNT=3', '2026-08-01', '2026-08-01T12:00-04:00', 2],
    ['FREQ=DAILY;UNTIL=20260801', '2026-08-01T09:00', '2026-08-01T10:00-04:00', 0],
    ['FREQ=DAILY', '2026-08-01T09:00', '2026-08-01T09:00-04:00', null],
    ['FREQ=DAILY;COUNT=500', '2026-08-01T09:00', '2026-08-01T09:00-04:00', null],
  ])('of %s from %s is, after %s, %s occurrences away', (rrule, civilStart, after, left) => {
    expect(occurrencesLeft(aRule({ rrule, civilStart }), at(after))).toBe(left);
  });
});
