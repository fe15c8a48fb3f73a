import { changeAppendedV1 } from '@parley/contracts';
import { derivedId } from '@parley/kernel';
import { Gate, TestDatabase } from '@parley/testing';
import { aChange, RecordingBroker, Replica } from './support/replica.js';

interface Row {
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Date;
  readonly data: { readonly seq: number };
}

let database: TestDatabase;
let broker: RecordingBroker;
let replica: Replica;

beforeAll(async () => {
  database = await TestDatabase.start();
});

beforeEach(async () => {
  await database.clear();
  broker = new RecordingBroker();
  replica = new Replica(database, broker);
});

afterAll(() => database.stop());

const rows = () =>
  database.rows<Row>('SELECT id, topic, type, subject, time, data FROM outbox ORDER BY position');
const add = (seq: number, id?: string) => {
  replica.outbox.add(changeAppendedV1, aChange({ seq }), id);
};

it('writes an event with the change that it tells of', async () => {
  const id = derivedId('change', '1');
  await replica.transactions.run(async () => {
    await replica.transactions.client.note.create({ data: { id: 'a', text: '' } });
    add(1, id);
  });
  expect(await rows()).toEqual([
    {
      id,
      topic: 'task-updates',
      type: 'parley.change.appended.v1',
      subject: 'ada',
      time: replica.clock.now(),
      data: aChange({ seq: 1 }),
    },
  ]);
});

it('gives every event an id', async () => {
  await replica.transactions.run(() => {
    for (const seq of [1, 2, 3]) add(seq);
    return Promise.resolve();
  });
  expect(new Set((await rows()).map(({ id }) => id)).size).toBe(3);
});

it('keeps the order in which a use case added its events', async () => {
  const order = Array.from({ length: 20 }, (_, i) => 20 - i);
  await replica.transactions.run(() => {
    for (const seq of order) add(seq, derivedId('change', String(seq)));
    return Promise.resolve();
  });
  expect((await rows()).map(({ data }) => data.seq)).toEqual(order);
});

it('publishes nothing of a use case that failed', async () => {
  replica.relay.onApplicationBootstrap();
  const run = replica.transactions.run(() => {
    add(1);
    return Promise.reject(new Error('boom'));
  });
  await expect(run).rejects.toThrow('boom');
  await replica.change('ada', 2);
  await replica.relay.beforeApplicationShutdown();
  expect(broker.events.map(({ event }) => event.data)).toEqual([aChange({ seq: 2 })]);
});

it('writes each event once when the use case is started over', async () => {
  let attempts = 0;
  await replica.transactions.run(async () => {
    attempts += 1;
    add(attempts);
    if (attempts === 1)
      await replica.transactions.client
        .$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
  });
  expect((await rows()).map(({ data }) => data.seq)).toEqual([2]);
});

it('orders the events of one aggregate by its changes, not by who spoke first', async () => {
  await database.sql.query("INSERT INTO notes VALUES ('task', '')");
  const [early, late] = [new Gate(), new Gate()];
  const change = (seq: number, before: () => Promise<void>) =>
    replica.transactions.run(async () => {
      add(seq);
      await before();
      await replica.transactions.client
        .$executeRaw`UPDATE notes SET text = text || ${String(seq)} WHERE id = 'task'`;
    });
  const second = change(2, () => {
    early.open();
    return late.opened;
  });
  await early.opened;
  await change(1, () => Promise.resolve());
  late.open();
  await second;
  expect(await database.rows('SELECT text FROM notes')).toEqual([{ text: '12' }]);
  expect((await rows()).map(({ data }) => data.seq)).toEqual([1, 2]);
});

it('refuses an event outside of a transaction', () => {
  expect(() => {
    add(1);
  }).toThrow('No transaction is running.');
});

it.each([
  [
    'that breaks its contract',
    aChange({ seq: 0 }),
    'parley.change.appended.v1 breaks its contract at "seq".',
  ],
  ['that no broker would take', aChange({ body: { text: 'x'.repeat(512 * 1024) } }), 'is larger than'],
])('refuses an event %s, and the use case with it', async (_, payload, message) => {
  const run = replica.transactions.run(async () => {
    await replica.transactions.client.note.create({ data: { id: 'a', text: '' } });
    replica.outbox.add(changeAppendedV1, payload);
  });
  await expect(run).rejects.toThrow(message);
  expect(await database.rows('SELECT id FROM notes')).toEqual([]);
});

it('measures an event in bytes', async () => {
  const run = replica.transactions.run(() => {
    replica.outbox.add(changeAppendedV1, aChange({ body: { text: '語'.repeat(300 * 1024) } }));
    return Promise.resolve();
  });
  await expect(run).rejects.toThrow('is larger than');
});
