import { DomainError, newId, type ErrorKind } from '@parley/kernel';
import { DaprWorld, waitFor, type TestSidecar, type TopicProbe } from '@parley/testing';
import { Publisher, SidecarClient, type CloudEvent, type OutgoingEvent } from '../src/index.js';
import { handlers, startApp, type App } from './support/apps.js';
import { anEvent, aReminder } from './support/events.js';

class Refusal extends DomainError {
  readonly code = 'test.refused';
  readonly kind: ErrorKind = 'conflict';
}

let world: DaprWorld;
let consumer: TestSidecar;
let app: App;
let probe: TopicProbe;
let client: SidecarClient;
let publisher: Publisher;
let batches: CloudEvent[][];

beforeAll(async () => {
  world = await DaprWorld.start(['kafka']);
  probe = await world.probe(['task-events-dlq']);
  const producer = await world.sidecar('chat-api', { appHealthCheck: false });
  client = new SidecarClient(producer.address);
  publisher = new Publisher(client);
  consumer = await world.sidecar('audit');
  app = await startApp(consumer.address);
  await consumer.daprd.appReady();
});

beforeEach(() => {
  batches = [];
});

afterAll(async () => {
  await world.stop();
  await client.onApplicationShutdown();
  await app.close();
});

/** Takes batches as a transaction does: all of one or, when one of its events fails, none. */
function failing(fails: (id: string) => Error | undefined): void {
  handlers.taskEvents = (events) => {
    for (const { id } of events) {
      const error = fails(id);
      if (error) throw error;
    }
    batches.push([...events]);
  };
}

const handled = () => batches.flat().map(({ id }) => id);
const ids = (events: readonly OutgoingEvent[]) => events.map(({ event }) => event.id);
const someOf = (taskId: string, count: number) => Array.from({ length: count }, () => anEvent({ taskId }));
const publish = (events: readonly OutgoingEvent[]) => publisher.publishBulk('task-events', events);
const all = (events: readonly OutgoingEvent[]) =>
  waitFor('every event', () => ids(events).every((id) => handled().includes(id)), { intervalMs: 10 });
const dead = (id: string) => waitFor('the dead letter', () => probe.on('task-events-dlq', id).length > 0);

it('delivers many events at once, each once and in the order of its key', async () => {
  failing(() => undefined);
  const keys = Array.from({ length: 5 }, newId);
  const events = Array.from({ length: 500 }, (_, i) =>
    anEvent({ taskId: keys[i % 5] as string, version: i + 1 }),
  );
  await publish(events);
  await all(events);
  expect(handled().toSorted()).toEqual(ids(events).toSorted());
  expect(batches.length).toBeLessThan(250);
  for (const key of keys) {
    const ofKey = ({ subject }: CloudEvent) => subject === key;
    expect(
      batches
        .flat()
        .filter(ofKey)
        .map(({ id }) => id),
    ).toEqual(events.filter(({ event }) => ofKey(event)).map(({ event }) => event.id));
  }
});

it.each([
  ['cannot be handled', () => new Error('always')],
  ['the domain refuses', () => new Refusal('No.')],
])('keeps the one event that %s as a dead letter, once, and handles its neighbours', async (_, error) => {
  const events = someOf(newId(), 20);
  const poison = events[7]?.event.id ?? '';
  failing((id) => (id === poison ? error() : undefined));
  await publish(events);
  await all(events.filter(({ event }) => event.id !== poison));
  await dead(poison);
  const next = someOf(events[0]?.partitionKey ?? '', 1);
  await publish(next);
  await all(next);
  expect(handled().toSorted()).toEqual(
    ids([...events, ...next])
      .filter((id) => id !== poison)
      .toSorted(),
  );
  expect(probe.on('task-events-dlq', ...ids(events)).map(({ event }) => event.id)).toEqual([poison]);
});

it('survives an event that is refused only when it is tried again, whose place in the batch is then another', async () => {
  const pid = consumer.daprd.process.pid;
  const events = someOf(newId(), 20);
  const poison = events[13]?.event.id ?? '';
  let attempts = 0;
  failing((id) => {
    if (id !== poison) return undefined;
    attempts += 1;
    return attempts <= 2 ? new Error('boom') : new Refusal('No.');
  });
  await publish(events);
  await dead(poison);
  await all(events.filter(({ event }) => event.id !== poison));
  expect(probe.on('task-events-dlq', ...ids(events)).map(({ event }) => event.id)).toEqual([poison]);
  expect([consumer.daprd.process.running, consumer.daprd.process.pid]).toEqual([true, pid]);
});

it('repeats a batch while nothing can be handled, and loses none of it', async () => {
  let away = true;
  failing(() => (away ? new Error('the database is away') : undefined));
  const events = someOf(newId(), 20);
  await publish(events);
  await waitFor(
    'some attempts',
    () => app.deliveries.filter(({ outcome }) => outcome === 'RETRY').length > 6,
  );
  away = false;
  await all(events);
  expect(handled().toSorted()).toEqual(ids(events).toSorted());
  expect(probe.on('task-events-dlq', ...ids(events))).toEqual([]);
});

it('goes on with batches when the app was started again and its sidecar was not', async () => {
  failing(() => undefined);
  await app.close();
  app = await startApp(consumer.address);
  const events = someOf(newId(), 100);
  await publish(events);
  await all(events);
  expect(batches.length).toBeLessThan(50);
});

it('gives events of one type several at a time, soon, and a wrong one among them to nobody', async () => {
  const sender = await world.sidecar('notification', { appHealthCheck: false });
  const notification = new SidecarClient(sender.address);
  const receiver = await world.sidecar('chat-api', { name: 'chat-api-2' });
  const chatApi = await startApp(receiver.address);
  await receiver.daprd.appReady();
  const calls: string[][] = [];
  handlers.remindersDue = (delivered) => calls.push(delivered.map(({ event }) => event.id));

  const events = Array.from({ length: 300 }, () => aReminder());
  const wrong = aReminder({ title: 7 });
  await new Publisher(notification).publishBulk('reminders', [...events, wrong]);
  const seen = () => new Set(calls.flat());
  await waitFor('every reminder', () => ids(events).every((id) => seen().has(id)), { intervalMs: 10 });
  expect(calls.length).toBeLessThan(150);
  expect(seen()).not.toContain(wrong.event.id);
  await notification.onApplicationShutdown();
  await chatApi.close();
});

describe('a dead letter', () => {
  const letters: { readonly text: string; readonly key?: string }[] = [];
  let fails: (attempt: number) => Error | undefined;

  beforeEach(() => {
    letters.length = 0;
    fails = () => undefined;
    let attempts = 0;
    handlers.deadLetter = ({ bytes, key }) => {
      attempts += 1;
      const error = fails(attempts);
      if (error) throw error;
      letters.push({ text: bytes.toString(), ...(key !== undefined && { key }) });
    };
  });

  const kept = (text: string) =>
    waitFor('the letter', () => letters.some((letter) => letter.text === text), { timeoutMs: 20_000 });

  it.each([
    ['no JSON', 'k', '{"id":'],
    ['nothing at all', 'k', ''],
    ['a key that no HTTP header can hold', 'line%0Abreak%C3%A5', 'text'],
  ])('of %s is kept, and does not hold up those behind', async (_, key, text) => {
    const [before, behind] = [newId(), newId()];
    await probe.putBytes('task-events-dlq', key, Buffer.from(before));
    await probe.putBytes('task-events-dlq', key, Buffer.from(text));
    await probe.putBytes('task-events-dlq', key, Buffer.from(behind));
    await kept(behind);
    const mine = letters.filter((letter) => [before, text, behind].includes(letter.text));
    const expected = [before, text, behind].map((one) => ({ text: one, key: decodeURIComponent(key) }));
    expect(mine).toEqual(expected);
  });

  it('is not given up either when its delivery cannot be read', async () => {
    const { appPort, appToken } = consumer.address;
    const answer = await fetch(`http://127.0.0.1:${appPort}/events/pubsub/task-events-dlq`, {
      method: 'POST',
      headers: { 'dapr-api-token': appToken },
      body: '{"entries":',
    });
    expect(answer.status).toBe(503);
  });

  it('is asked for again until it is kept, whatever refuses it', async () => {
    const id = newId();
    fails = (attempt) => (attempt <= 2 ? new Refusal('No.') : undefined);
    await probe.putBytes('task-events-dlq', 'k', Buffer.from(id));
    await kept(id);
    expect(letters.filter(({ text }) => text === id)).toHaveLength(1);
  });
});
