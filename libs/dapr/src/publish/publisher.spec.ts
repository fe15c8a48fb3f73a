import type { SidecarClient, SidecarRequest } from '../sidecar/sidecar-client.js';
import { SidecarError } from '../sidecar/sidecar-error.js';
import { Publisher, type OutgoingEvent } from './publisher.js';

interface Entry {
  readonly entryId: string;
  readonly event: object;
}

function sidecar(...statuses: number[]) {
  const calls: SidecarRequest[] = [];
  const request = (call: SidecarRequest) => {
    calls.push(call);
    return Promise.resolve({ status: statuses[calls.length - 1] ?? 204, headers: {}, text: 'answer' });
  };
  const entries = () => calls.map(({ body }) => (body as Entry[]).map(({ entryId }) => entryId));
  return { calls, entries, publisher: new Publisher({ request } as unknown as SidecarClient) };
}

function anEvent(id: string, bytes = 10, key = `task-${id}`): OutgoingEvent {
  const event = {
    specversion: '1.0',
    id,
    source: 'chat-api',
    type: 'parley.test.happened.v1',
    subject: 'task-7',
    time: '2026-03-02T09:00:00Z',
    datacontenttype: 'application/json',
    data: { text: 'x'.repeat(bytes) },
  } as const;
  return { event, partitionKey: key };
}

it('publishes whole envelopes under their own id and key', async () => {
  const { calls, publisher } = sidecar();
  const one = anEvent('e1', 10, 'task-7');
  await publisher.publishBulk('task-events', [one]);
  expect(calls).toMatchObject([
    {
      method: 'POST',
      path: '/v1.0/publish/bulk/pubsub/task-events',
      body: [
        {
          entryId: 'e1',
          event: one.event,
          contentType: 'application/cloudevents+json',
          metadata: { partitionKey: 'task-7' },
        },
      ],
    },
  ]);
});

it('publishes small events in one call, and nothing without a call', async () => {
  const { entries, publisher } = sidecar();
  await publisher.publishBulk('task-events', []);
  await publisher.publishBulk('task-events', [anEvent('a'), anEvent('b'), anEvent('c')]);
  expect(entries()).toEqual([['a', 'b', 'c']]);
});

it('keeps every call below what the sidecar takes, in order', async () => {
  const { calls, entries, publisher } = sidecar();
  const ids = Array.from({ length: 20 }, (_, i) => `e${i}`);
  await publisher.publishBulk(
    'task-events',
    ids.map((id) => anEvent(id, 512 * 1024)),
  );
  expect(entries().flat()).toEqual(ids);
  const sizes = calls.map(({ body }) => Buffer.byteLength(JSON.stringify(body)));
  expect(Math.max(...sizes)).toBeLessThan(4 * 1024 * 1024);
  expect(calls.length).toBeLessThan(ids.length / 4);
});

it('stops at the first call that is refused, so that nothing overtakes', async () => {
  const { entries, publisher } = sidecar(204, 500);
  const publishing = publisher.publishBulk('task-events', [
    anEvent('a', 2_000_000),
    anEvent('b', 2_000_000),
    anEvent('c', 2_000_000),
  ]);
  await expect(publishing).rejects.toBeInstanceOf(SidecarError);
  expect(entries()).toEqual([['a'], ['b']]);
});

it('never puts two events of one key into one call, and keeps the order of each key', async () => {
  const { entries, publisher } = sidecar();
  await publisher.publishBulk('task-events', [
    anEvent('a1', 10, 'a'),
    anEvent('a2', 10, 'a'),
    anEvent('b1', 10, 'b'),
    anEvent('a3', 10, 'a'),
    anEvent('b2', 10, 'b'),
    anEvent('c1', 10, 'c'),
  ]);
  expect(entries()).toEqual([['a1', 'b1', 'c1'], ['a2', 'b2'], ['a3']]);
});

it('lets nothing of a key overtake what was refused', async () => {
  const { entries, publisher } = sidecar(500);
  const publishing = publisher.publishBulk('task-events', [anEvent('a1', 10, 'a'), anEvent('a2', 10, 'a')]);
  await expect(publishing).rejects.toBeInstanceOf(SidecarError);
  expect(entries()).toEqual([['a1']]);
});
