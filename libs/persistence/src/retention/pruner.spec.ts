import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Pruner } from './pruner.js';

const MINUTE = 60_000;
let statements: number;
let pruner: Pruner;
let answer: () => Promise<number>;

class TestPruner extends Pruner {
  protected override readonly what = 'rows';

  protected override removeOldest(): Promise<number> {
    statements += 1;
    return answer();
  }
}

beforeEach(() => {
  Logger.overrideLogger(false);
  jest.useFakeTimers();
  statements = 0;
  answer = () => Promise.resolve(0);
  pruner = new TestPruner();
  pruner.onApplicationBootstrap();
});

afterEach(() => jest.useRealTimers());

it('prunes once the service has settled, and every hour after that', async () => {
  await jest.advanceTimersByTimeAsync(MINUTE - 1);
  expect(statements).toBe(0);
  await jest.advanceTimersByTimeAsync(1);
  expect(statements).toBe(1);
  await jest.advanceTimersByTimeAsync(120 * MINUTE);
  expect(statements).toBe(3);
});

it('tries again an hour after it failed', async () => {
  answer = () => Promise.reject(new Error('away'));
  await jest.advanceTimersByTimeAsync(62 * MINUTE);
  expect(statements).toBe(2);
});

it('does nothing any more once the service stops', async () => {
  await jest.advanceTimersByTimeAsync(MINUTE);
  await pruner.beforeApplicationShutdown();
  await jest.advanceTimersByTimeAsync(120 * MINUTE);
  expect(statements).toBe(1);
});

it('is waited for by the end of the service while it prunes', async () => {
  let finish: (rows: number) => void = () => undefined;
  answer = () => new Promise((resolve) => (finish = resolve));
  await jest.advanceTimersByTimeAsync(MINUTE);
  let stopped = false;
  const stop = pruner.beforeApplicationShutdown().then(() => (stopped = true));
  await jest.advanceTimersByTimeAsync(MINUTE);
  expect(stopped).toBe(false);
  finish(1_000);
  await stop;
  expect([statements, jest.getTimerCount()]).toEqual([1, 0]);
});
