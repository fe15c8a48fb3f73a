import type { CloudEvent, OutgoingEvent } from '@parley/dapr';
import { startStack, waitFor, type Daprd, type Stack } from '@parley/stack';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashOf } from '../src/records/domain/chain.js';
import { canonicalJson } from '../src/records/domain/canonical-json.js';
import type { AuditRecord } from '../src/records/domain/audit-record.js';
import { anEvent, eventOf } from './events.js';
import { FakeIdentity } from './fake-identity.js';

interface Item extends Omit<AuditRecord, 'data'> {
  readonly data: unknown;
}

let dir: string;
let stack: Stack;
let identity: FakeIdentity;
let sidecars: Record<'chat-api' | 'notification' | 'identity', Daprd>;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'parley-audit-'));
  stack = await startStack({ dir, services: ['audit'] });
  const { infrastructure } = stack;
  const ports = infrastructure.ports.replica();
  identity = await FakeIdentity.start(ports.app);
  sidecars = {
    identity: await infrastructure.startDaprd({ appId: 'identity', ports, appHealthCheck: false }),
    'chat-api': await infrastructure.startDaprd({ appId: 'chat-api' }),
    notification: await infrastructure.startDaprd({ appId: 'notification' }),
  };
  await sidecars.identity.appReady();
  await stack.replica('audit').daprd.appReady();
}, 120_000);

afterAll(async () => {
  identity.stop();
  await stack.stop();
  await rm(dir, { recursive: true, force: true });
});

async function publish(
  app: keyof typeof sidecars,
  topic: string,
  events: readonly CloudEvent[],
): Promise<void> {
  const entries: (Omit<OutgoingEvent, 'partitionKey'> & object)[] = events.map((event) => ({
    entryId: event.id,
    event,
    contentType: 'application/cloudevents+json',
    metadata: { partitionKey: event.subject },
  }));
  const { status, body } = await sidecars[app].call('POST', `/v1.0/publish/bulk/pubsub/${topic}`, entries);
  if (status >= 300) throw new Error(`Not published: ${JSON.stringify(body)}`);
}

async function get(route: string, workspaceId: string): Promise<Response> {
  const headers = await identity.headersFor(workspaceId);
  return fetch(`${stack.url}/api/v1/audit/${route}`, { headers });
}

async function items(workspaceId: string): Promise<Item[]> {
  const answer = (await (await get('events?limit=500', workspaceId)).json()) as { items: Item[] };
  return answer.items;
}

describe('audit, with a real sidecar and broker', () => {
  it('keeps the events of every topic, each once, also when they are delivered again', async () => {
    const workspaceId = randomUUID();
    const events = Array.from({ length: 250 }, (_, i) =>
      anEvent({ subject: `t${i}`, data: { workspaceId, i } }),
    );
    await publish('chat-api', 'task-events', events);
    await publish('chat-api', 'task-events', events.slice(0, 100));
    await publish('chat-api', 'task-updates', [eventOf(workspaceId)]);
    await publish('notification', 'reminders', [eventOf(workspaceId)]);
    await publish('identity', 'security-events', [eventOf(workspaceId)]);
    await waitFor('253 records', async () => (await items(workspaceId)).length >= 253);
    const last = anEvent({ subject: 't0', data: { workspaceId } });
    await publish('chat-api', 'task-events', [last]);
    await waitFor('the last', async () => (await items(workspaceId)).some(({ id }) => id === last.id));
    expect(await (await get('verify', workspaceId)).json()).toMatchObject({ valid: true, count: 254 });
  });

  it('catches up with what was published while it was down', async () => {
    const workspaceId = randomUUID();
    await stack.kill('audit');
    await publish('chat-api', 'task-events', [eventOf(workspaceId), eventOf(workspaceId)]);
    await stack.restart('audit');
    await waitFor('both', async () => (await items(workspaceId)).length === 2, { timeoutMs: 60_000 });
  });

  it('exports lines from which anyone can check the chain', async () => {
    const workspaceId = randomUUID();
    await publish('chat-api', 'task-events', [eventOf(workspaceId, { b: 1, a: 'ä' }), eventOf(workspaceId)]);
    await waitFor('both', async () => (await items(workspaceId)).length === 2);
    const answer = await get('export', workspaceId);
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await answer.text()).trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as Item);
    expect(records.map(({ seq }) => seq)).toEqual([1, 2]);
    for (const record of records) {
      expect(hashOf({ ...record, data: canonicalJson(record.data) })).toBe(record.hash);
    }
  });

  it('shows a workspace to its own members only', async () => {
    const workspaceId = randomUUID();
    await publish('chat-api', 'task-events', [eventOf(workspaceId)]);
    await waitFor('the record', async () => (await items(workspaceId)).length === 1);
    const stranger = randomUUID();
    expect(await items(stranger)).toEqual([]);
    expect(await (await get('verify', stranger)).json()).toMatchObject({ valid: true, count: 0 });
    expect(await (await get('export', stranger)).text()).toBe('');
    expect((await fetch(`${stack.url}/api/v1/audit/events`)).status).toBe(401);
  });

  it.each([
    ['events?limit=0', '/limit'],
    ['events?limit=501', '/limit'],
    ['events?cursor=x', '/cursor'],
    ['events?from=yesterday', '/from'],
    ['events?workspaceId=w2', '/workspaceId'],
    ['verify?seq=1', '/hash'],
    ['verify?seq=1&hash=xyz', '/hash'],
  ])('refuses %s and names the member at fault', async (route, pointer) => {
    const answer = await get(route, 'w1');
    expect(answer.status).toBe(422);
    const problem = (await answer.json()) as { code: string; errors: { pointer: string }[] };
    expect(problem.code).toBe('input.invalid');
    expect(new Set(problem.errors.map((error) => error.pointer))).toEqual(new Set([pointer]));
  });
});
