import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Fault } from '../faults/fault.ts';
import type { Result } from '../run.ts';
import { ResultsFile } from './results-file.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'parley-results-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const fault = (id: string): Fault => ({ id, title: `title of ${id}`, happen: () => Promise.resolve() });
const faults = [fault('K1'), fault('K2')];
const result = (of: Fault | undefined, seed: number, problems: Result['problems'] = {}): Result => ({
  ...{ fault: of ?? fault('gone'), seed, problems, operations: 5, recoverySeconds: 1.5 },
  ...{ reminders: 0, repeatedDeliveries: 0 },
  observed: { ok: 5, failed: 0, unknown: 0, retried: 0, errors: {}, latestReminderMs: 0 },
});

it('goes on where a series was interrupted', () => {
  const file = path.join(dir, 'interrupted');
  new ResultsFile(file, faults).add(result(faults[0], 1, { order: ['version 2 after 3'] }));
  const resumed = new ResultsFile(file, faults);
  expect(resumed.all).toEqual([result(faults[0], 1, { order: ['version 2 after 3'] })]);
  expect([resumed.has(fault('K1'), 1), resumed.has(fault('K1'), 2), resumed.has(fault('K2'), 1)]).toEqual([
    true,
    false,
    false,
  ]);
});

it('leaves out a fault that is no longer there', () => {
  const file = path.join(dir, 'gone');
  new ResultsFile(file, faults).add(result(faults[1], 3));
  appendFileSync(file, `${JSON.stringify({ ...result(undefined, 4), fault: 'gone' })}\n`);
  expect(new ResultsFile(file, faults).all.map(({ seed }) => seed)).toEqual([3]);
});

it('keeps nothing on the disk unless it is told to', () => {
  const results = new ResultsFile(undefined, faults);
  results.add(result(faults[0], 1));
  expect(results.has(fault('K1'), 1)).toBe(true);
});
