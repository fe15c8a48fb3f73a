import { civilDateOf, civilToInstant, instantToCivil, isCivil, isKnownZone } from './civil.js';
import { reminderInstant } from './reminder-instant.js';
import { at } from './test-rules.js';

const NEW_YORK = 'America/New_York';

describe('civil time', () => {
  it.each([
    ['2026-03-08T15:00', '2026-03-08T19:00Z'],
    ['2026-03-08T02:30', '2026-03-08T07:30Z'],
    ['2026-11-01T01:30', '2026-11-01T05:30Z'],
    ['2026-11-01T01:30-05:00', '2026-11-01T06:30Z'],
    ['2026-11-21', '2026-11-21T05:00Z'],
  ])('%s in New York is %s', (civil, instant) => {
    expect(civilToInstant(civil, NEW_YORK)).toEqual(at(instant));
  });

  it('begins a day at its first moment, where midnight does not exist', () => {
    expect(civilToInstant('2026-09-06', 'America/Santiago')).toEqual(at('2026-09-06T01:00-03:00'));
  });

  it('reads an instant on the clock and calendar of the zone', () => {
    const instant = at('2026-11-22T04:59:59Z');
    expect(instantToCivil(instant, NEW_YORK)).toBe('2026-11-21T23:59');
    expect(civilDateOf(instant, NEW_YORK)).toBe('2026-11-21');
    expect(civilDateOf(instant, 'Asia/Tokyo')).toBe('2026-11-22');
  });

  it.each([
    '2026-02-29',
    '2026-1-1',
    '2026-01-01T24:00',
    '2026-01-01T09:00:00',
    '2026-01-01T09:00-05:00',
    '',
  ])('does not take %j for a civil text', (text) => {
    expect(isCivil(text)).toBe(false);
  });

  it('knows IANA names only', () => {
    expect(['UTC', NEW_YORK, 'Asia/Calcutta'].every(isKnownZone)).toBe(true);
    expect(['+05:00', 'Mars/Base', '', 'local'].some(isKnownZone)).toBe(false);
  });
});

describe('a reminder', () => {
  it.each([
    ['at the due time', '2026-11-22T15:00', 0, '2026-11-22T15:00-05:00'],
    ['minutes before', '2026-11-22T15:00', 10, '2026-11-22T14:50-05:00'],
    ['hours before, exact across a clock change', '2026-03-08T09:00', 720, '2026-03-07T20:00-05:00'],
    [
      'a day before, on the wall clock across a clock change',
      '2026-03-08T09:00',
      1_440,
      '2026-03-07T09:00-05:00',
    ],
    ['for a whole day', '2026-11-22', 0, '2026-11-22T08:30-05:00'],
    ['the day before a whole day', '2026-11-22', 1_440, '2026-11-21T08:30-05:00'],
  ])('%s', (_name, due, offset, instant) => {
    expect(reminderInstant(due, offset, NEW_YORK, '08:30')).toEqual(at(instant));
  });
});
