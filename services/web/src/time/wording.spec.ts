import type { Due } from '../api/types.js';
import { civilWording, clockTime, dayHeading, displayLocale, dueWording, relative } from './wording.js';

const now = new Date('2026-11-21T10:00:00Z'); // a Saturday, 11:00 in Berlin
const berlin = { zone: 'Europe/Berlin', locale: 'en-GB' };
const at = (iso: string): Due => ({ kind: 'datetime', local: '', zone: 'Europe/Berlin', at: iso });

describe('wording of a due date', () => {
  it('says the day in words while it is near', () => {
    const texts = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-25', '2026-12-01', '2027-01-02'].map(
      (date) => dueWording({ kind: 'date', date }, now, berlin).text,
    );
    expect(texts).toEqual(['Yesterday', 'Today', 'Tomorrow', 'Wednesday', 'Tue 1 Dec', '2 Jan 2027']);
  });

  it('decides the day in the zone of the person, not of the browser', () => {
    const due = at('2026-11-21T23:30:00Z');
    expect(dueWording(due, now, berlin).text).toBe('Tomorrow, 00:30');
    expect(dueWording(due, now, { ...berlin, zone: 'America/New_York' }).text).toBe('Today, 18:30');
  });

  it('is overdue from its minute on, but a whole day only when the day is over', () => {
    expect(dueWording(at('2026-11-21T09:59:00Z'), now, berlin).tone).toBe('overdue');
    expect(dueWording(at('2026-11-21T10:01:00Z'), now, berlin).tone).toBe('today');
    expect(dueWording({ kind: 'date', date: '2026-11-21' }, now, berlin).tone).toBe('today');
    expect(dueWording({ kind: 'date', date: '2026-11-20' }, now, berlin).tone).toBe('overdue');
  });

  it('gives the whole date and the zone in the detail', () => {
    const { detail } = dueWording(at('2026-12-01T08:00:00Z'), now, berlin);
    expect(detail).toMatch(/^Tuesday,? 1 December 2026 at 09:00, in 10 days \(Europe\/Berlin\)$/);
  });
});

describe('other wordings of time', () => {
  it('writes times as the region does', () => {
    const instant = new Date('2026-11-21T15:05:00Z');
    expect(clockTime(instant, { zone: 'UTC', locale: 'en-GB' })).toBe('15:05');
    expect(clockTime(instant, { zone: 'UTC', locale: 'en-US' })).toBe('03:05 PM');
  });

  it('takes the formats of the region with English words', () => {
    expect(displayLocale('de-DE')).toBe('en-DE');
    expect(displayLocale('de')).toBe('en-DE');
    expect(displayLocale('not a locale')).toBe('en');
  });

  it('counts in the unit a person would', () => {
    const from = (seconds: number) => relative(new Date(now.getTime() + seconds * 1_000), now);
    expect([0, 60, 1_200, 3_600, 86_400, -7 * 86_400, 60 * 86_400].map(from)).toEqual([
      'now',
      'in 1 minute',
      'in 20 minutes',
      'in 1 hour',
      'in 1 day',
      '7 days ago',
      'in 2 months',
    ]);
  });

  it('says which date a weekday is', () => {
    expect(civilWording('2026-11-22T15:00', now, berlin)).toBe('Tomorrow, 15:00');
    expect(civilWording('2026-11-27', now, berlin)).toBe('Fri 27 Nov');
    expect(civilWording('2027-01-01T09:00', now, berlin)).toBe('1 Jan 2027, 09:00');
    expect(civilWording('3 weeks', now, berlin)).toBeNull();
  });

  it('heads the days of a conversation', () => {
    expect(dayHeading('2026-11-20', now, berlin)).toBe('Yesterday');
    expect(dayHeading('2026-11-09', now, berlin)).toBe('Mon 9 Nov');
  });
});
