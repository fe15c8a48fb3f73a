import { aTask } from '../../test/samples.js';
import { knownOpen } from './known-open.js';

it('lists what is open in the order of planning', () => {
  const tasks = {
    none: aTask({ id: 'none', number: 1 }),
    late: aTask({ id: 'late', due: { kind: 'date', date: '2026-12-01' } }),
    soon: aTask({ id: 'soon', due: { kind: 'datetime', local: '2026-11-22T09:00', zone: 'UTC', at: '' } }),
    done: aTask({ id: 'done', status: 'completed' }),
  };
  expect(knownOpen(tasks)).toEqual(['soon', 'late', 'none']);
});
