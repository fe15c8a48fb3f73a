import { aTask } from '../../test/samples.js';
import { nextReminder } from './next-reminder.js';

const now = new Date('2026-11-21T10:00:00Z');

it('shows the next reminder that says more than the due date', () => {
  const task = aTask({
    due: { kind: 'datetime', local: '', zone: 'UTC', at: '2026-11-22T09:00:00Z' },
    reminders: [
      { id: 'due', kind: 'offset', offsetMinutes: 0, at: '2026-11-22T09:00:00Z' },
      { id: 'late', kind: 'absolute', at: '2026-11-22T12:00:00Z' },
      { id: 'soon', kind: 'offset', offsetMinutes: 60, at: '2026-11-22T08:00:00Z' },
      { id: 'past', kind: 'snooze', at: '2026-11-21T09:00:00Z' },
    ],
  });
  expect(nextReminder(task, now)?.id).toBe('soon');
  expect(nextReminder({ ...task, reminders: task.reminders.slice(0, 1) }, now)).toBeNull();
});
