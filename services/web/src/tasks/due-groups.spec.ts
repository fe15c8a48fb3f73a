import { aTask } from '../../test/samples.js';
import type { Due } from '../api/types.js';
import { dueGroups } from './due-groups.js';

const now = new Date('2026-11-21T10:00:00Z');
const day = (date: string): Due => ({ kind: 'date', date });
const at = (iso: string): Due => ({ kind: 'datetime', local: '', zone: 'UTC', at: iso });
const labels = (due: Due | null, status: 'open' | 'completed' = 'open', zone = 'UTC') =>
  dueGroups([aTask({ due, status })], now, zone).map((group) => group.label);

describe('headings of a task list', () => {
  it('follow how people plan', () => {
    expect(labels(day('2026-11-20'))).toEqual(['Overdue']);
    expect(labels(at('2026-11-21T09:00:00Z'))).toEqual(['Overdue']);
    expect(labels(at('2026-11-21T11:00:00Z'))).toEqual(['Today']);
    expect(labels(day('2026-11-22'))).toEqual(['Tomorrow']);
    expect(labels(day('2026-11-28'))).toEqual(['Next 7 days']);
    expect(labels(day('2026-11-29'))).toEqual(['Later']);
    expect(labels(null)).toEqual(['No date']);
  });

  it('call nothing overdue that is done', () => {
    expect(labels(day('2026-11-20'), 'completed')).toEqual(['Today']);
  });

  it('use the days of the person’s zone', () => {
    expect(labels(at('2026-11-21T23:30:00Z'), 'open', 'Asia/Tokyo')).toEqual(['Tomorrow']);
  });

  it('come in the order of time and keep the order of the tasks', () => {
    const tasks = [
      aTask({ id: 'a', due: null }),
      aTask({ id: 'b', due: day('2026-11-21') }),
      aTask({ id: 'c', due: null }),
    ];
    const groups = dueGroups(tasks, now, 'UTC');
    expect(groups.map((group) => [group.label, ...group.tasks.map((task) => task.id)])).toEqual([
      ['Today', 'b'],
      ['No date', 'a', 'c'],
    ]);
  });
});
