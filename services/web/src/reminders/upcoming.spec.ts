import { aTask } from '../../test/samples.js';
import { reminderReason, upcomingReminders } from './upcoming.js';

const now = new Date('2026-11-21T10:00:00Z');

describe('reminders ahead', () => {
  it('come in the order of time over all open tasks, under the person’s days', () => {
    const tasks = [
      aTask({ id: 'a', reminders: [{ id: 'r1', kind: 'absolute', at: '2026-11-22T23:30:00Z' }] }),
      aTask({
        id: 'b',
        reminders: [
          { id: 'r2', kind: 'absolute', at: '2026-11-21T12:00:00Z' },
          { id: 'r3', kind: 'absolute', at: '2026-11-21T09:00:00Z' },
        ],
      }),
      aTask({
        id: 'c',
        status: 'completed',
        reminders: [{ id: 'r4', kind: 'absolute', at: '2026-11-23T09:00:00Z' }],
      }),
    ];
    const days = upcomingReminders(tasks, now, 'Europe/Berlin');
    expect(days.map((day) => [day.day, ...day.reminders.map((entry) => entry.reminder.id)])).toEqual([
      ['2026-11-21', 'r2'],
      ['2026-11-23', 'r1'],
    ]);
  });

  it('say why they come', () => {
    const offset = (offsetMinutes: number) =>
      reminderReason({ id: 'r', kind: 'offset', offsetMinutes, at: '' });
    expect([0, 1, 30, 60, 180, 1_440, 90].map(offset)).toEqual([
      'at the due time',
      '1 minute before',
      '30 minutes before',
      '1 hour before',
      '3 hours before',
      '1 day before',
      '90 minutes before',
    ]);
    expect(reminderReason({ id: 'r', kind: 'snooze', at: '' })).toBe('snoozed');
  });
});
