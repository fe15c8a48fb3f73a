import { newId } from '@parley/kernel';
import {
  brokers,
  DaprWorld,
  isInstalled,
  unrestrictedBroker,
  waitFor,
  type Broker,
  type TestSidecar,
  type TopicProbe,
} from '@parley/testing';
import { Publisher, SidecarClient, type CloudEvent, type OutgoingEvent } from '../src/index.js';
import { handlers, startApp, type App } from './support/apps.js';
import { stray } from './support/components.js';
import { anEvent } from './support/events.js';

/** Redis gives any event to any replica. */
const KEEPS_ORDER_OVER_REPLICAS: readonly Broker[] = ['kafka', 'rabbitmq'];

const DEATHS = 3;

const installed = brokers.filter(isInstalled);

// What Parley relies on, whichever broker is chosen; docs/portability.md is the table of it.
describe.each(installed)('%s', (broker) => {
  let world: DaprWorld;
  let consumer: TestSidecar;
  let app: App;
  let probe: TopicProbe;
  let client: SidecarClient;
  let publisher: Publisher;
  const closing: (() => Promise<unknown>)[] = [];
  /** Ids of the events whose handler returned, in order. */
  let handled: string[] = [];
  /** Ids of all that `audit` was given. */
  const recorded: string[] = [];

  const early = Array.from({ length: 20 }, () => anEvent());
  const publish = (...events: OutgoingEvent[]) => publisher.publishBulk('task-events', events);
  const until = (what: string, holds: () => boolean, timeoutMs = 30_000) =>
    waitFor(what, holds, { timeoutMs, intervalMs: 10 });
  const all = (events: readonly OutgoingEvent[], timeoutMs?: number) =>
    until(
      'every event',
      () => {
        const known = new Set(handled);
        return events.every(({ event }) => known.has(event.id));
      },
      timeoutMs,
    );

  /** Handles events with `fails`, which says whether this attempt does. */
  function failing(fails: (id: string, attempt: number) => boolean): void {
    const attempts = new Map<string, number>();
    handlers.taskCompleted = (_, { event: { id } }) => {
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      if (fails(id, attempt)) throw new Error('boom');
      handled.push(id);
    };
  }

  beforeAll(async () => {
    handlers.taskEvents = (events: readonly CloudEvent[]) => {
      recorded.push(...events.map(({ id }) => id));
    };
    failing(() => false);
    world = await DaprWorld.start([broker], { broker });
    const producer = await world.sidecar('chat-api', { appHealthCheck: false });
    client = new SidecarClient(producer.address);
    publisher = new Publisher(client);
    // Before there is anybody to receive them.
    await publish(...early);
    probe = await world.probe(['task-events-dlq', 'stray-dlq']);
    consumer = await world.sidecar('recurring-task', {
      resources: [unrestrictedBroker(world.infrastructure, ['recurring-task']), stray],
    });
    app = await startApp(consumer.address);
    closing.push(() => app.close());
    await consumer.daprd.appReady();
  });

  afterAll(async () => {
    await world.stop();
    await client.onApplicationShutdown();
    for (const close of closing) await close();
  });

  it('gives a new app what was published before it first ran', async () => {
    await all(early);
  });

  it('keeps the order of each key of many events that are published at once', async () => {
    const keys = Array.from({ length: 5 }, newId);
    const events = Array.from({ length: 500 }, (_, i) =>
      anEvent({ taskId: keys[i % 5] as string, version: i + 1 }),
    );
    await publish(...events);
    await all(events);
    for (const key of keys) {
      const ids = events.filter(({ partitionKey }) => partitionKey === key).map(({ event }) => event.id);
      expect(handled.filter((id) => ids.includes(id))).toEqual(ids);
    }
  });

  it('repeats an event whose handler failed until it took effect, before those behind it', async () => {
    const taskId = newId();
    const [failed, next] = [anEvent({ taskId }), anEvent({ taskId })];
    failing((id, attempt) => id === failed.event.id && attempt <= 2);
    await publish(failed, next);
    await all([failed, next]);
    const ids = [failed.event.id, next.event.id];
    expect(handled.filter((id) => ids.includes(id))).toEqual(ids);
    expect(probe.on('task-events-dlq', failed.event.id)).toEqual([]);
  });

  it('keeps an event that always fails as a dead letter, once, and handles its neighbours', async () => {
    const taskId = newId();
    const [before, poison, after] = [anEvent({ taskId }), anEvent({ taskId }), anEvent({ taskId })];
    failing((id) => id === poison.event.id);
    await publish(before, poison, after);
    await all([before, after]);
    await until('the dead letter', () => probe.on('task-events-dlq', poison.event.id).length > 0);
    const last = anEvent({ taskId });
    await publish(last);
    await all([last]);
    expect(handled).not.toContain(poison.event.id);
    expect(probe.on('task-events-dlq', poison.event.id)).toHaveLength(1);
  });

  it('keeps an event as a dead letter when its subscription has no handler here', async () => {
    const id = newId();
    await probe.put('stray', 'k', { ...anEvent().event, id });
    await until('the stray event', () => probe.on('stray-dlq', id).length > 0);
    expect(probe.on('stray-dlq', id)).toHaveLength(1);
  });

  it('gives a whole topic in order, and soon', async () => {
    const sidecar = await world.sidecar('audit');
    const audit = await startApp(sidecar.address);
    closing.push(() => audit.close());
    await sidecar.daprd.appReady();
    failing(() => false);
    const taskId = newId();
    const events = Array.from({ length: 200 }, () => anEvent({ taskId }));
    await publish(...events);
    const ids = events.map(({ event }) => event.id);
    await until('the record of all', () => ids.every((id) => recorded.includes(id)), 15_000);
    expect(recorded.filter((id) => ids.includes(id))).toEqual(ids);
  });

  it('gives an event again whose sidecar died while it was handled', async () => {
    const one = anEvent();
    let began = false;
    let release = (): void => undefined;
    handlers.taskCompleted = (_, { event: { id } }) => {
      if (id !== one.event.id) return undefined;
      if (began) {
        handled.push(id);
        return undefined;
      }
      began = true;
      return new Promise<void>((resolve) => (release = resolve));
    };
    await publish(one);
    await until('the delivery', () => began);
    await consumer.daprd.process.kill();
    release();
    consumer.daprd.process.start();
    await consumer.daprd.ready();
    await all([one], 60_000);
  });

  it('gives every event to one of two replicas, and those of a key in order where it can', async () => {
    const second = await world.sidecar('recurring-task', { name: 'recurring-task-2' });
    const replica = await startApp(second.address);
    closing.push(() => replica.close());
    await second.daprd.appReady();
    const keys = Array.from({ length: 8 }, newId);
    const events = Array.from({ length: 400 }, (_, i) => anEvent({ taskId: keys[i % 8] as string }));
    const ids = new Set(events.map(({ event }) => event.id));
    let turn = 0;
    handlers.taskCompleted = async (_, { event: { id } }) => {
      if (ids.has(id)) turn += 1;
      await new Promise((resolve) => setTimeout(resolve, turn % 7));
      if (!handled.includes(id)) handled.push(id);
    };
    handled = [];
    await publish(...events);
    await all(events, 60_000);
    // What was under way while the second one joined comes twice; were both given everything, it would be 800.
    expect(turn).toBeLessThan(500);
    const mixedUp = keys.filter((key) => {
      const wanted = events.filter(({ partitionKey }) => partitionKey === key).map(({ event }) => event.id);
      return JSON.stringify(handled.filter((id) => wanted.includes(id))) !== JSON.stringify(wanted);
    });
    if (KEEPS_ORDER_OVER_REPLICAS.includes(broker)) expect(mixedUp).toEqual([]);
  });

  it('loses nothing that was acknowledged while the broker died', async () => {
    failing(() => false);
    const acknowledged: OutgoingEvent[] = [];
    const publishes = { on: true };
    const publishing = (async () => {
      while (publishes.on) {
        const one = anEvent();
        // As the relay does: the same again until it is acknowledged.
        for (;;) {
          try {
            await publish(one);
            break;
          } catch {
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        }
        acknowledged.push(one);
      }
    })();
    const { brokerProcess } = world.infrastructure;
    for (let i = 0; i < DEATHS; i += 1) {
      const before = acknowledged.length;
      await until('some more events', () => acknowledged.length > before + 50, 60_000);
      await brokerProcess.kill();
      brokerProcess.start();
      await world.infrastructure[broker].ready();
    }
    const before = acknowledged.length;
    await until('publishing to go on', () => acknowledged.length > before + 20, 60_000);
    publishes.on = false;
    await publishing;
    // Behind all others, so what is not there by then is lost.
    const last = anEvent();
    await publish(last);
    await all([last], 60_000);
    const handledAll = () => acknowledged.every(({ event }) => handled.includes(event.id));
    await until('every acknowledged event', handledAll);
  });
});
