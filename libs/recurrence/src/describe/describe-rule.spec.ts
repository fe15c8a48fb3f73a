import { aRule } from '../test-rules.js';
import { describeRule } from './describe-rule.js';

describe('a rule in words', () => {
  it.each([
    ['FREQ=DAILY', 'every day at 09:00', 'jeden Tag um 09:00 Uhr'],
    ['FREQ=DAILY;INTERVAL=3', 'every 3 days at 09:00', 'alle 3 Tage um 09:00 Uhr'],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      'every Monday, Wednesday and Friday at 09:00',
      'jeden Montag, Mittwoch und Freitag um 09:00 Uhr',
    ],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday at 09:00', 'jeden Werktag um 09:00 Uhr'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      'every 2 weeks on Tuesday at 09:00',
      'alle 2 Wochen am Dienstag um 09:00 Uhr',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=1', 'every month on the 1st at 09:00', 'jeden Monat am 1. um 09:00 Uhr'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
      'every month on the 31st at 09:00',
      'jeden Monat am 31. um 09:00 Uhr',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1',
      'every month on the 15th and 30th at 09:00',
      'jeden Monat am 15. und 30. um 09:00 Uhr',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'every month on the last day at 09:00',
      'jeden Monat am letzten Tag um 09:00 Uhr',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1FR',
      'every month on the last Friday at 09:00',
      'jeden Monat am letzten Freitag um 09:00 Uhr',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'every month on the last workday at 09:00',
      'jeden Monat am letzten Werktag um 09:00 Uhr',
    ],
    [
      'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27',
      'every year on January 27 at 09:00',
      'jedes Jahr am 27. Januar um 09:00 Uhr',
    ],
    ['FREQ=DAILY;BYHOUR=9,21;BYMINUTE=0', 'every day at 09:00 and 21:00', 'jeden Tag um 09:00 und 21:00 Uhr'],
    ['FREQ=HOURLY;INTERVAL=8;COUNT=15', 'every 8 hours, 15 times', 'alle 8 Stunden, 15-mal'],
    [
      'FREQ=DAILY;UNTIL=20261231',
      'every day at 09:00 until December 31, 2026',
      'jeden Tag um 09:00 Uhr bis 31. Dezember 2026',
    ],
    [
      'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
      'by the rule FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
      'nach der Regel FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR',
      'by the rule FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR',
      'nach der Regel FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-2FR',
      'every month on the second to last Friday at 09:00',
      'jeden Monat am vorletzten Freitag um 09:00 Uhr',
    ],
  ])('%s: %s, %s', (rrule, english, german) => {
    expect(describeRule(aRule({ rrule }), 'en-GB')).toBe(english);
    expect(describeRule(aRule({ rrule }), 'de_AT')).toBe(german);
  });

  it('names completion, and no time for whole days', () => {
    const rule = aRule({ rrule: 'FREQ=DAILY;INTERVAL=3', mode: 'completion', civilStart: '2026-08-01' });
    expect(describeRule(rule, 'xx')).toBe('every 3 days after completion');
    expect(describeRule(rule, 'de')).toBe('alle 3 Tage nach dem Erledigen');
  });
});
