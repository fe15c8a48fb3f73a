import { Logger } from '@nestjs/common';
import type { Transactions } from '@parley/persistence';
import { DatabaseHealth } from './database-health.js';

const coded = (code: string) => Object.assign(new Error('failed'), { code });
const refused = coded('P1001');

let answer: () => Promise<unknown>;
let questions: number;
let health: DatabaseHealth;

beforeEach(() => {
  Logger.overrideLogger(false);
  questions = 0;
  answer = () => Promise.resolve([]);
  const $queryRaw = () => {
    questions += 1;
    return answer();
  };
  health = new DatabaseHealth({ root: { $queryRaw } } as unknown as Transactions);
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** What a probe learns that comes after the one that asked. */
async function nextProbe(): Promise<boolean> {
  health.isHealthy();
  await settle();
  return health.isHealthy();
}

it('is good while the database answers', async () => {
  expect([await nextProbe(), await nextProbe()]).toEqual([true, true]);
});

it('is bad while the database refuses, and good again with its first answer', async () => {
  answer = () => Promise.reject(refused);
  expect(await nextProbe()).toBe(false);
  answer = () => Promise.resolve([]);
  await settle();
  expect(await nextProbe()).toBe(true);
});

it.each([
  ['no connection is free', coded('P2024')],
  ['a statement takes too long', coded('P1008')],
  ['there are too many clients', Object.assign(new Error('x'), { code: '53300' })],
  ['the pool gives up waiting', new Error('timeout exceeded when trying to connect')],
])('stays as it was when %s', async (_, error) => {
  answer = () => Promise.reject(error);
  expect(await nextProbe()).toBe(true);
  answer = () => Promise.reject(refused);
  await settle();
  expect(await nextProbe()).toBe(false);
  answer = () => Promise.reject(error);
  await settle();
  expect(await nextProbe()).toBe(false);
});

it('answers at once, and asks one question at a time, when the database is slow', async () => {
  let finish: (rows: unknown) => void = () => undefined;
  answer = () => new Promise((resolve) => (finish = resolve));
  expect([health.isHealthy(), health.isHealthy(), health.isHealthy()]).toEqual([true, true, true]);
  expect(questions).toBe(1);
  finish([]);
  await settle();
  health.isHealthy();
  expect(questions).toBe(2);
});

it('is good where there is no database', () => {
  expect(new DatabaseHealth().isHealthy()).toBe(true);
});
