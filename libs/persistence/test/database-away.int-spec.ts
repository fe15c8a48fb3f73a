import { TestDatabase, waitFor } from '@parley/testing';
import { isDatabaseAway, isDatabaseUnavailable } from '../src/transactions/database-errors.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('is told from one that is busy, by the errors that Prisma really raises', async () => {
  const database = await TestDatabase.start();
  const client = database.client({ connections: 1 });
  const running = failureOf(client.$queryRaw`SELECT pg_sleep(30)`);
  await waitFor('the long statement', async () => {
    const sleeping =
      "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'";
    return (await database.rows(sleeping)).length === 1;
  });
  const busy = await failureOf(client.$transaction(() => client.$queryRaw`SELECT 1`, { maxWait: 50 }));
  expect([busy === undefined, isDatabaseAway(busy)]).toEqual([false, false]);
  await database.endSessions();
  expect(isDatabaseAway(await running)).toBe(true);
  await database.stop();
  const late = database.client();
  for (const failure of [
    await failureOf(late.$queryRaw`SELECT 1`),
    await failureOf(late.note.count()),
    await failureOf(late.$transaction((tx) => tx.$queryRaw`SELECT 1`)),
  ])
    expect([isDatabaseAway(failure), isDatabaseUnavailable(failure)]).toEqual([true, true]);
  await late.$disconnect();
});
