import { TestDatabase } from '@parley/testing';
import { RecordingBroker, Replica } from './support/replica.js';

let database: TestDatabase;
let replicas: readonly [Replica, Replica];

beforeAll(async () => {
  database = await TestDatabase.start();
  replicas = [new Replica(database, new RecordingBroker()), new Replica(database, new RecordingBroker())];
});

beforeEach(() => database.clear());
afterAll(() => database.stop());

const notes = async () =>
  (await database.rows<{ text: string }>('SELECT text FROM notes')).map(({ text }) => text);

/** The effect of an event: a note that counts how often it took place. */
const handle = (consumer: string, eventId: string, replica = replicas[0], before = () => Promise.resolve()) =>
  replica.inbox.once(consumer, eventId, async () => {
    await before();
    await replica.transactions.client.$executeRaw`
      INSERT INTO notes VALUES (${consumer}, '1')
      ON CONFLICT (id) DO UPDATE SET text = (notes.text::int + 1)::text`;
  });

it('lets an event take effect once, however often it is delivered', async () => {
  expect([await handle('count', 'e1'), await handle('count', 'e1'), await handle('count', 'e1')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(await notes()).toEqual(['1']);
});

it('lets it take effect once when two replicas have it at the same time', async () => {
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, i) => handle('count', 'e1', replicas[i % 2] as Replica)),
  );
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await notes()).toEqual(['1']);
});

it('does not remember an event whose effect failed', async () => {
  const failing = handle('count', 'e1', replicas[0], () => Promise.reject(new Error('boom')));
  await expect(failing).rejects.toThrow('boom');
  expect(await notes()).toEqual([]);
  expect(await handle('count', 'e1')).toBe(true);
  expect(await notes()).toEqual(['1']);
});

it('keeps the effects of one event apart', async () => {
  expect([await handle('count', 'e1'), await handle('mail', 'e1'), await handle('count', 'e2')]).toEqual([
    true,
    true,
    true,
  ]);
});

describe('a batch', () => {
  let attempts = 0;
  const claim = (ids: readonly string[], replica = replicas[0]) =>
    replica.transactions.run(() => {
      attempts += 1;
      return replica.inbox.claim('audit', ids);
    });

  beforeEach(() => {
    attempts = 0;
  });

  it('is told which of its events are new, each once', async () => {
    expect(await claim(['a', 'b'])).toEqual(new Set(['a', 'b']));
    expect(await claim(['b', 'c', 'c', 'a'])).toEqual(new Set(['c']));
    expect(await claim([])).toEqual(new Set());
  });

  it('that fails has claimed nothing', async () => {
    const { transactions, inbox } = replicas[0];
    const run = transactions.run(async () => {
      await inbox.claim('audit', ['a']);
      throw new Error('boom');
    });
    await expect(run).rejects.toThrow('boom');
    expect(await claim(['a'])).toEqual(new Set(['a']));
  });

  it('claims every event once among replicas that have the same ones in another order', async () => {
    const ids = Array.from({ length: 500 }, (_, i) => `event-${i}`);
    const claimed = await Promise.all(
      Array.from({ length: 8 }, (_, i) => claim(i % 2 ? ids : ids.toReversed(), replicas[i % 2] as Replica)),
    );
    expect(claimed.flatMap((set) => [...set]).toSorted()).toEqual(ids.toSorted());
    expect(attempts).toBe(8); // none was started over because of a deadlock
  });
});
