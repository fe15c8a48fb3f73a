import { snoozeOptions } from './snooze-options.js';

const reader = { zone: 'Europe/Berlin', locale: 'en-GB' };

describe('ways to snooze', () => {
  it('offers this evening and tomorrow morning as wall-clock times of the person', () => {
    const options = snoozeOptions(new Date('2026-11-21T09:40:00Z'), reader);
    expect(options.map((option) => [option.label, option.aside, option.input])).toEqual([
      ['20 minutes', '11:00', { minutes: 20 }],
      ['1 hour', '11:40', { minutes: 60 }],
      ['This evening', '19:00', { until: '2026-11-21T19:00' }],
      ['Tomorrow morning', '09:00', { until: '2026-11-22T09:00' }],
    ]);
  });

  it('offers no evening that is about to begin or over', () => {
    const labels = snoozeOptions(new Date('2026-11-21T17:00:00Z'), reader).map((option) => option.label);
    expect(labels).toEqual(['20 minutes', '1 hour', 'Tomorrow morning']);
  });

  it('takes tomorrow from the person’s calendar', () => {
    const options = snoozeOptions(new Date('2026-12-31T23:30:00Z'), reader);
    expect(options.at(-1)?.input).toEqual({ until: '2027-01-02T09:00' });
  });
});
