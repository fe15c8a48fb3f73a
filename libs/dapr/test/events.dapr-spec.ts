import { DomainError, newId, type ErrorKind } from '@parley/kernel';
import {
  DaprWorld,
  deliveryAttempts,
  unrestrictedBroker,
  waitFor,
  type TestSidecar,
  type TopicProbe,
} from '@parley/testing';
import { Publisher, SidecarClient, type OutgoingEvent } from '../src/index.js';
import { handlers, startApp, type App } from './support/apps.js';
import { stray } from './support/components.js';
import { anEvent } from './support/events.js';

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
/** Ids of the events whose handler returned, in order. */
let handled: string[];
let attempts: Map<string, number>;

beforeAll(async () => {
  world = await DaprWorld.start(['kafka']);
  probe = await world.probe(['task-events-dlq', 'stray-dlq']);
  const producer = await world.sidecar('chat-api', { appHealthCheck: false });
  client = new SidecarClient(producer.address);
  publisher = new Publisher(client);
  consumer = await world.sidecar('recurring-task', {
    resources: [unrestrictedBroker(world.infrastructure, ['recurring-task']), stray],
  });
  app = await startApp(consumer.address);
  await consumer.daprd.appReady();
});

beforeEach(() => {
  handled = [];
  attempts = new Map();
});

afterAll(async () => {
  await world.stop();
  await client.onApplicationShutdown();
  await app.close();
});

/** Handles events with `fails`, which says whether this attempt does. */
function failing(fails: (id: string, attempt: number) => Error | undefined): void {
  handlers.taskCompleted = (_, { event: { id } }) => {
    const attempt = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, attempt);
    const error = fails(id, attempt);
    if (error) throw error;
    handled.push(id);
  };
}

const publish = (...events: OutgoingEvent[]) => publisher.publishBulk('task-events', events);
const until = (what: string, probe_: () => boolean) =>
  waitFor(what, probe_, { timeoutMs: 20_000, intervalMs: 10 });
const isHandled = (id: string) => until(`the handling of ${id}`, () => handled.includes(id));
const isDead = (id: string) =>
  until(`${id} in the dead-letter topic`, () => probe.on('task-events-dlq', id).length > 0);

/** Publishes one more event of the same key and waits for it, so that all before it were dealt with. */
async function afterAllOf(taskId: string): Promise<void> {
  const last = anEvent({ taskId });
  await publish(last);
  await isHandled(last.event.id);
}

it('delivers an event with the id, the key and the payload that its producer gave it', async () => {
  let seen: unknown;
  handlers.taskCompleted = (payload, { event, headers }) => {
    seen = { id: event.id, source: event.source, subject: event.subject, key: headers['__key'], payload };
    handled.push(event.id);
  };
  const one = anEvent({ title: 'Ring Ada' });
  await publish(one);
  await isHandled(one.event.id);
  const { id, subject, data } = one.event;
  expect(seen).toEqual({ id, source: 'chat-api', subject, key: subject, payload: data });
});

it('repeats an event whose handler failed until it took effect, once', async () => {
  failing((_, attempt) => (attempt <= 2 ? new Error('boom') : undefined));
  const { event, partitionKey } = anEvent();
  await publish({ event, partitionKey });
  await isHandled(event.id);
  failing(() => undefined);
  await afterAllOf(partitionKey);
  expect(handled.filter((id) => id === event.id)).toHaveLength(1);
  expect(app.deliveries.filter(({ eventId }) => eventId === event.id).map(({ outcome }) => outcome)).toEqual([
    'RETRY',
    'RETRY',
    'SUCCESS',
  ]);
  expect(probe.on('task-events-dlq', event.id)).toEqual([]);
});

describe('a poisoned event', () => {
  const taskId = newId();

  it('that fails every time is kept as a dead letter once, and its neighbours are handled in time', async () => {
    const [before, poison, after] = [anEvent({ taskId }), anEvent({ taskId }), anEvent({ taskId })];
    failing((id) => (id === poison.event.id ? new Error('always') : undefined));
    const start = performance.now();
    await publish(before, poison, after);
    await isHandled(after.event.id);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(handled).toEqual([before.event.id, after.event.id]);
    expect(attempts.get(poison.event.id)).toBe(deliveryAttempts());
    await isDead(poison.event.id);
    await afterAllOf(taskId);
    expect(probe.on('task-events-dlq', poison.event.id)).toMatchObject([
      { topic: 'task-events-dlq', key: taskId, event: poison.event },
    ]);
  });

  it('that the domain refuses is kept without being tried again', async () => {
    const poison = anEvent({ taskId });
    failing((id) => (id === poison.event.id ? new Refusal('No.') : undefined));
    await publish(poison);
    await isDead(poison.event.id);
    await afterAllOf(taskId);
    expect(attempts.get(poison.event.id)).toBe(1);
    expect(probe.on('task-events-dlq', poison.event.id)).toHaveLength(1);
  });

  it('that breaks its contract is kept without reaching the handler', async () => {
    const poison = anEvent({ taskId }, { data: { task: { taskId } } });
    failing(() => undefined);
    await publish(poison);
    await isDead(poison.event.id);
    expect(attempts.get(poison.event.id)).toBeUndefined();
  });

  it('that is not even an event does not hold up the others', async () => {
    failing(() => undefined);
    await probe.put('task-events', taskId, 'no event');
    await probe.put('task-events', taskId, { some: 'thing' });
    await afterAllOf(taskId);
  });
});

describe('an event type', () => {
  it('that this build does not know is kept for the one that does', async () => {
    failing(() => undefined);
    const later = anEvent({}, { type: 'parley.task.completed.v2' });
    await publish(later);
    await isDead(later.event.id);
    expect(attempts.size).toBe(0);
  });

  it('that this app does not consume is done with', async () => {
    failing(() => undefined);
    const other = anEvent({}, { type: 'parley.task.created.v1' });
    await publish(other);
    await until('the delivery', () => app.deliveries.some(({ eventId }) => eventId === other.event.id));
    await afterAllOf(other.partitionKey);
    expect(app.deliveries.find(({ eventId }) => eventId === other.event.id)?.outcome).toBe('IGNORED');
    expect(probe.on('task-events-dlq', other.event.id)).toEqual([]);
  });
});

it('keeps an event as a dead letter when its subscription has no handler here', async () => {
  const id = newId();
  await probe.put('stray', 'k', { ...anEvent().event, id });
  await until('the stray event', () => probe.on('stray-dlq', id).length > 0);
  expect(probe.on('stray-dlq', id)).toHaveLength(1);
});

it('survives trace ids that are not text', async () => {
  failing(() => undefined);
  const pid = consumer.daprd.process.pid;
  const ids = [newId(), newId(), newId()];
  const taskId = newId();
  const [a, b, c] = ids;
  await probe.put('task-events', taskId, { ...anEvent({ taskId }).event, id: a, traceid: 12345 });
  await probe.put('task-events', taskId, { ...anEvent({ taskId }).event, id: b, traceparent: { x: 1 } });
  await probe.put('task-events', taskId, {
    ...anEvent({ taskId }).event,
    id: c,
    traceparent: 7,
    traceid: null,
  });
  await afterAllOf(taskId);
  expect(handled.slice(0, 3)).toEqual(ids);
  expect(consumer.daprd.process.pid).toBe(pid);
});

describe('the port for the sidecar', () => {
  const send = (path: string, token?: string, body: unknown = anEvent().event) =>
    fetch(`http://127.0.0.1:${consumer.address.appPort}${path}`, {
      method: 'POST',
      headers: token === undefined ? {} : { 'dapr-api-token': token },
      body: JSON.stringify(body),
    });

  it.each([
    ['no token', undefined],
    ['an empty token', ''],
    ['another token', 'x'.repeat(43)],
    ["the app's own token for the sidecar", 'api'],
  ])('handles nothing for somebody with %s', async (_, given) => {
    failing(() => undefined);
    handlers.reminderJob = () => handled.push('job');
    const token = given === 'api' ? consumer.address.apiToken : given;
    const deliveries = app.deliveries.length;
    for (const path of [
      '/events/pubsub/task-events',
      '/job/reminder-1',
      '/rpc/series.advance',
      '/dapr/subscribe',
    ]) {
      expect((await send(path, token)).status).toBe(401);
    }
    expect({ handled, deliveries: app.deliveries.length }).toEqual({ handled: [], deliveries });
  });

  it.each(['/events/pubsub/unknown', '/events/other/task-events', '/events'])(
    'asks for %s again, since a subscription without a handler is a fault of ours',
    async (path) => {
      const answer = await send(path, consumer.address.appToken);
      expect([answer.status, await answer.json()]).toEqual([200, { status: 'RETRY' }]);
    },
  );

  it.each([
    '/',
    '/job/unknown',
    '/job/',
    '/rpc/unknown',
    '/nothing/here',
    '/jobs/reminder',
    '/job/%2e%2e',
    '/job/%zz',
  ])('never answers 404, which Dapr takes for done: %s', async (path) => {
    expect((await send(path, consumer.address.appToken)).status).toBe(503);
  });

  it('tells anybody whether the app is there', async () => {
    const health = () =>
      fetch(`http://127.0.0.1:${consumer.address.appPort}/healthz`).then(({ status }) => status);
    expect(await health()).toBe(200);
  });

  it('keeps what is not JSON as a dead letter', async () => {
    const answer = await fetch(`http://127.0.0.1:${consumer.address.appPort}/events/pubsub/task-events`, {
      method: 'POST',
      headers: { 'dapr-api-token': consumer.address.appToken },
      body: '{"id":',
    });
    expect(await answer.json()).toEqual({ status: 'DROP' });
  });
});

it('refuses to publish where the app may not', async () => {
  await expect(publisher.publishBulk('reminders', [anEvent()])).rejects.toMatchObject({ status: 403 });
});

it('delivers nothing more once the app said that it stops', async () => {
  failing(() => undefined);
  app.server.stopDeliveries();
  const log = () => consumer.daprd.process.logTail(50);
  await waitFor('the sidecar to notice', () => log().includes('App entered un-healthy status'), {
    timeoutMs: 15_000,
  });
  const waiting = anEvent();
  await publish(waiting);
  await app.close();
  app = await startApp(consumer.address);
  await isHandled(waiting.event.id);
  expect(app.deliveries.some(({ eventId }) => eventId === waiting.event.id)).toBe(true);
});
