import { Logger } from '@nestjs/common';
import { TestDatabase, waitFor } from '@parley/testing';
import { PublishedPruner } from '../src/published-pruner.js';
import { changes, RecordingBroker, Replica } from './support/replica.js';

let database: TestDatabase;
let broker: RecordingBroker;
let replica: Replica;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await TestDatabase.start();
});

beforeEach(async () => {
  await database.clear();
  broker = new RecordingBroker();
  replica = new Replica(database, broker);
});

afterEach(() => replica.relay.beforeApplicationShutdown());
afterAll(() => database.stop());

const published = (count: number) =>
  waitFor(
    `${count} events`,
    async () => (await database.rows('SELECT 1 FROM published_events')).length >= count,
    { intervalMs: 5 },
  );
const republish = async (since: string) => {
  const [row] = await database.rows<{ count: string }>('SELECT republish_events($1::timestamptz) AS count', [
    since,
  ]);
  replica.relay.wake();
  return Number(row?.count);
};
const age = (subject: string, by: string) =>
  database.sql.query(
    'UPDATE published_events SET published_at = published_at - $2::interval WHERE subject = $1',
    [subject, by],
  );

it('publishes again what was published since then: in order, with the same ids, and nothing else', async () => {
  for (const [user, seq] of [
    ['ada', 1],
    ['bob', 1],
    ['bob', 2],
    ['cat', 1],
  ] as const)
    await replica.change(user, seq);
  replica.relay.onApplicationBootstrap();
  await published(4);
  await age('ada', '1 day');
  const ids = broker.ids.slice(1);
  expect(await republish(new Date(Date.now() - 3_600_000).toISOString())).toBe(3);
  await published(7);
  expect(changes(broker.events).slice(4)).toEqual(['bob/1', 'bob/2', 'cat/1']);
  expect(broker.ids.slice(4)).toEqual(ids);
});

it('publishes an event once when it is asked to twice, or was republished before', async () => {
  await replica.change('ada', 1);
  replica.relay.onApplicationBootstrap();
  await published(1);
  const since = '2000-01-01T00:00:00Z';
  expect(await republish(since)).toBe(1);
  await published(2);
  expect(await republish(since)).toBe(1);
  await published(3);
  await replica.relay.beforeApplicationShutdown();
  expect(await republish(since)).toBe(1);
  expect(await republish(since)).toBe(0);
});

it('keeps nothing of what the broker did not take', async () => {
  broker.before = () => Promise.reject(new Error('away'));
  await replica.change('ada', 1);
  replica.relay.onApplicationBootstrap();
  await waitFor('an attempt', () => broker.attempts.length > 0);
  expect(await database.rows('SELECT id FROM published_events')).toEqual([]);
  broker.before = () => Promise.resolve();
});

it('forgets what is older than half of what an inbox remembers', async () => {
  for (const user of ['ada', 'bob']) await replica.change(user, 1);
  replica.relay.onApplicationBootstrap();
  await published(2);
  await age('ada', '7 days 13 hours');
  await age('bob', '7 days 11 hours');
  const pruner = new PublishedPruner(replica.transactions, 15);
  expect(await pruner.prune()).toBe(1);
  expect(await database.rows('SELECT subject FROM published_events')).toEqual([{ subject: 'bob' }]);
});
