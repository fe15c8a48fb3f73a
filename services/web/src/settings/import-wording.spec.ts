import type { Import } from '../api/transfer-api.js';
import { isOver, leftOut, standing } from './import-wording.js';

const rows = { checked: 5, tasks: 2, series: 0, known: 1, skipped: 0, refused: 2 };
const one: Import = {
  ...{ id: 'i', name: 'a.csv', format: 'csv', status: 'ready', rows, made: 0, announced: 0 },
  ...{ cancellable: true, problem: null },
};

it('tells where an import stands', () => {
  expect(standing(one)).toBe('2 tasks can be made.');
  expect(standing({ ...one, rows: { ...rows, tasks: 0 } })).toBe('Nothing new is in this file.');
  expect(standing({ ...one, status: 'completed', made: 1 })).toBe('1 task made.');
  const problem = { code: 'import.unreadable', detail: 'It is an archive.' };
  expect(standing({ ...one, status: 'failed', problem })).toBe('It is an archive. Nothing was made.');
});

it('tells what is left out, and only that', () => {
  expect(leftOut(one)).toEqual(['1 row imported before', '2 rows not understood']);
});

it.each(['completed', 'cancelled', 'failed'] as const)('an import that is %s is over', (status) => {
  expect(isOver({ ...one, status })).toBe(true);
  expect(isOver(one)).toBe(false);
});
