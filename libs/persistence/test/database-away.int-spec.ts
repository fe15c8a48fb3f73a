import { TestDatabase } from '@parley/testing';
import { isDatabaseAway } from '../src/transactions/database-errors.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('is told from one that is busy, by the errors that Prisma really raises', async () => {
  const database = await TestDatabase.start();
  const client = database.client({ connections: 1 });
  const running = failureOf(client.$queryRaw`SELECT pg_sleep(30)`);
  await failureOf(client.$transaction(() => client.$queryRaw`SELECT 1`, { maxWait: 50 })).then((error) => {
    expect([error === undefined, isDatabaseAway(error)]).toEqual([false, false]);
  });
  await database.endSessions();
  expect(isDatabaseAway(await running)).toBe(true);
  await database.stop();
  const late = database.client();
  expect(isDatabaseAway(await failureOf(late.$queryRaw`SELECT 1`))).toBe(true);
  await late.$disconnect();
});
