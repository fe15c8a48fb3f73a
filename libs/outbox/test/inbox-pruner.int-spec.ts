import { TestDatabase } from '@parley/testing';
import { InboxPruner } from '../src/inbox-pruner.js';
import { RecordingBroker, Replica } from './support/replica.js';

let database: TestDatabase;
let replica: Replica;
let pruner: InboxPruner;

beforeAll(async () => {
  database = await TestDatabase.start();
  // Whoever waits for a lock fails, instead of waiting for this test.
  await database.sql.query("ALTER DATABASE test SET lock_timeout = '2s'");
  replica = new Replica(database, new RecordingBroker());
});

beforeEach(async () => {
  await database.clear();
  pruner = new InboxPruner(replica.transactions, 15);
});

afterAll(() => database.stop());

/** @param age how long ago, as PostgreSQL writes an interval */
const received = (consumer: string, age: string, count = 1) =>
  database.sql.query(
    `INSERT INTO inbox SELECT $1, $2 || '-' || n, CURRENT_TIMESTAMP - $2::interval FROM generate_series(1, $3) n`,
    [consumer, age, count],
  );
const left = async () =>
  (await database.rows<{ name: string }>('SELECT consumer || event_id AS name FROM inbox ORDER BY 1')).map(
    ({ name }) => name,
  );

it('forgets what is older than the retention, and nothing else', async () => {
  await received('audit:', '15 days 1 minute');
  await received('count:', '40 days');
  await received('audit:', '14 days 23:59:00');
  await received('count:', '0 minutes');
  expect(await pruner.prune()).toBe(2);
  expect(await left()).toEqual(['audit:14 days 23:59:00-1', 'count:0 minutes-1']);
});

it('goes on until nothing old is left', async () => {
  await received('audit:', '30 days', 2_500);
  expect(await pruner.prune()).toBe(2_500);
  expect(await left()).toEqual([]);
});

it('takes each row once, and waits for no one, when two replicas do it', async () => {
  await received('audit:', '30 days', 3_000);
  const other = new InboxPruner(new Replica(database, new RecordingBroker()).transactions, 15);
  const [first, second] = await Promise.all([pruner.prune(), other.prune()]);
  expect(first + second).toBe(3_000);
});

it('passes over a row that somebody holds', async () => {
  await received('audit:', '30 days', 2);
  await database.sql.query("BEGIN; SELECT 1 FROM inbox WHERE event_id = '30 days-1' FOR UPDATE");
  try {
    expect(await pruner.prune()).toBe(1);
  } finally {
    await database.sql.query('ROLLBACK');
  }
  expect(await left()).toEqual(['audit:30 days-1']);
});

it('stops between two batches when the service stops', async () => {
  await received('audit:', '30 days', 3_000);
  const pruning = pruner.prune();
  await pruner.beforeApplicationShutdown();
  expect(await pruning).toBe(1_000);
});

it('lets an event that came again within the retention do nothing', async () => {
  await replica.inbox.once('audit', 'e1', () => Promise.resolve());
  await pruner.prune();
  expect(await replica.inbox.once('audit', 'e1', () => Promise.resolve())).toBe(false);
});
