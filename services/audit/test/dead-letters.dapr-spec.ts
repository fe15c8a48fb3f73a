import type { CloudEvent } from '@parley/dapr';
import { startStack, waitFor, type Daprd, type Stack } from '@parley/stack';
import { TopicProbe, unrestrictedBroker } from '@parley/testing';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventOf } from './events.js';
import { FakeIdentity } from './fake-identity.js';

interface Letter {
  readonly id: string;
  readonly topic: string;
  readonly key: string | null;
  readonly eventId: string | null;
  readonly status: string;
  readonly deliveries: number;
  readonly json: unknown;
  readonly bytes: string;
}

let dir: string;
let stack: Stack;
let probe: TopicProbe;
let token: string;
let identity: FakeIdentity;
let consumer: Consumer;

/** A service that knows some event types, remembers what it handled, and gives up the rest. */
class Consumer {
  /** Ids in the order of their effects. */
  readonly handled: string[] = [];
  readonly delivered: string[] = [];
  knows: (type: string) => boolean = () => true;
  private constructor(private readonly server: Server) {}

  static async start(of: Stack, resources: string): Promise<Consumer> {
    const ports = of.infrastructure.ports.replica();
    const server = createServer((request, response) => {
      void body(request).then((text) => {
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify(request.url === '/dapr/subscribe' ? SUBSCRIPTIONS : started.answer(text)),
        );
      });
    });
    const started = new Consumer(server);
    await new Promise<void>((resolve) => server.listen(ports.app, '127.0.0.1', resolve));
    const daprd: Daprd = await of.infrastructure.startDaprd({
      appId: 'probe-consumer',
      ports,
      resources: [resources],
      appHealthCheck: false,
    });
    await daprd.appReady();
    return started;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(text: string): object {
    if (text === '') return {};
    const { id, type } = JSON.parse(text) as Partial<CloudEvent>;
    if (id === undefined) return {};
    this.delivered.push(id);
    if (!this.knows(type ?? '')) return { status: 'DROP' };
    if (!this.handled.includes(id)) this.handled.push(id);
    return { status: 'SUCCESS' };
  }
}

const SUBSCRIPTIONS = [
  { pubsubname: 'probe', topic: 'task-events', route: '/events', deadLetterTopic: 'task-events-dlq' },
];

async function body(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function folderOf(yaml: string): string {
  const folder = path.join(dir, 'resources', randomUUID());
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'component.yaml'), yaml);
  return folder;
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'parley-letters-'));
  stack = await startStack({ dir, services: ['audit'] });
  const { infrastructure } = stack;
  const ports = infrastructure.ports.replica();
  identity = await FakeIdentity.start(ports.app);
  const daprd = await infrastructure.startDaprd({ appId: 'identity', ports, appHealthCheck: false });
  await daprd.appReady();
  probe = await TopicProbe.start(infrastructure, ['task-events'], folderOf);
  consumer = await Consumer.start(stack, folderOf(unrestrictedBroker(infrastructure, ['probe-consumer'])));
  await stack.replica('audit').daprd.appReady();
  const secrets = JSON.parse(readFileSync(path.join(dir, 'secrets.json'), 'utf8')) as Record<
    string,
    { secret: string }
  >;
  token = secrets['audit-operator']?.secret ?? '';
}, 120_000);

afterAll(async () => {
  identity.stop();
  consumer.stop();
  probe.stop();
  await stack.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Services remember what is not old. */
const now = () => new Date().toISOString();

const ask = (method: string, route = '', json?: object, authorization = `Bearer ${token}`) =>
  fetch(`${stack.url}/api/v1/admin/dead-letters${route}`, {
    method,
    headers: { authorization, ...(json && { 'content-type': 'application/json' }) },
    ...(json && { body: JSON.stringify(json) }),
  });

async function letters(query = ''): Promise<Letter[]> {
  const answer = await ask('GET', `?limit=200${query}`);
  return ((await answer.json()) as { items: Letter[] }).items;
}

/** The letter that a predicate describes, once it is there. */
async function letter(what: string, is: (one: Letter) => boolean): Promise<Letter> {
  let found: Letter | undefined;
  await waitFor(
    what,
    async () => {
      found = (await letters()).find(is);
      return found !== undefined;
    },
    { timeoutMs: 30_000 },
  );
  return found as unknown as Letter;
}

describe('an event that a service cannot handle', () => {
  it('is listed, replayed to the service that knows it now, and ignored by one that had it', async () => {
    const workspaceId = randomUUID();
    const type = 'parley.task.planned.v2';
    const event = { ...eventOf(workspaceId), time: now(), type, subject: 'task-7' };
    consumer.knows = (one) => one !== type;
    await probe.put('task-events', 'task-7', event);
    const { id } = await letter('the letter', ({ eventId }) => eventId === event.id);
    const shown = (await (await ask('GET', `/${id}`)).json()) as Letter;
    expect(shown).toMatchObject({ topic: 'task-events', key: 'task-7', status: 'open', json: event });
    const inTrail = async () => {
      const headers = await identity.headersFor(workspaceId);
      const answer = await fetch(`${stack.url}/api/v1/audit/events`, { headers });
      return ((await answer.json()) as { items: { id: string; type: string; data: object }[] }).items;
    };
    await waitFor('the trail', async () => (await inTrail()).length === 1);
    expect(consumer.handled).not.toContain(event.id);

    consumer.knows = () => true;
    const replayed = await ask('POST', `/${id}/replay`);
    expect([replayed.status, await replayed.json()]).toMatchObject([200, { id, status: 'replayed' }]);
    await waitFor('the effect', () => consumer.handled.includes(event.id));
    const again = await ask('POST', `/${id}/replay`);
    expect(again.status).toBe(200);
    await waitFor(
      'the second delivery',
      () => consumer.delivered.filter((one) => one === event.id).length === 3,
    );
    expect(consumer.handled.filter((one) => one === event.id)).toHaveLength(1);
    // On the topic it is the same event under the same key; the probe reads on its own.
    const copies = () => probe.on('task-events', event.id);
    await waitFor('the second replay on the topic', () => copies().length >= 3);
    expect(copies()).toHaveLength(3);
    for (const copy of copies()) expect(copy).toMatchObject({ key: 'task-7', event });
    // The trail had it, so it has it once; and it has who replayed it.
    await waitFor('both replays in the trail', async () => (await inTrail()).length === 3);
    expect((await inTrail()).map((record) => record.type)).toEqual([
      'parley.operator.acted.v1',
      'parley.operator.acted.v1',
      type,
    ]);
    expect((await inTrail())[0]?.data).toMatchObject({ action: 'dead-letter.replayed', objectId: id });
  });

  it('is open again when its replay did not help', async () => {
    const type = 'parley.task.planned.v3';
    const event = { ...eventOf('w1'), time: now(), type };
    consumer.knows = (one) => one !== type;
    await probe.put('task-events', 'k', event);
    const { id } = await letter('the letter', ({ eventId }) => eventId === event.id);
    const answer = await ask('POST', '/replay', { type });
    expect(await answer.json()).toMatchObject({ replayed: 1, notEvents: 0, more: false });
    await letter('its return', (one) => one.id === id && one.status === 'open' && one.deliveries === 2);
    consumer.knows = () => true;
  });
});

describe('bytes that are no event', () => {
  it('are listed, do not hold up those behind, and can only be dropped', async () => {
    consumer.knows = () => true;
    const raw = Buffer.from([0xff, 0x00, 0x7b, 0x22]);
    await probe.putBytes('task-events-dlq', 'k', raw);
    await probe.putBytes('task-events-dlq', 'k', Buffer.alloc(0));
    const event = eventOf('w1');
    await probe.put('task-events-dlq', 'k', event);
    await letter('the one behind', ({ eventId }) => eventId === event.id);
    const all = await Promise.all(
      (await letters('&status=open'))
        .filter(({ eventId }) => eventId === null)
        .map(async ({ id }) => (await (await ask('GET', `/${id}`)).json()) as Letter),
    );
    const mine = all.find(({ bytes }) => bytes === raw.toString('base64'));
    expect(mine).toMatchObject({ topic: 'task-events', key: 'k', json: null });
    expect(all.some(({ bytes }) => bytes === '')).toBe(true);
    const refused = await ask('POST', `/${mine?.id ?? ''}/replay`);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'dead-letter.not-an-event' }]);
    const dropped = await ask('POST', `/${mine?.id ?? ''}/drop`);
    expect(await dropped.json()).toMatchObject({ status: 'dropped' });
  });

  it('are taken with whatever key they have', async () => {
    await probe.putBytes('task-events-dlq', 'line%0Abreak%00%C3%A5', Buffer.from('odd key'));
    const found = await letter('the letter', ({ key }) => key?.startsWith('line') ?? false);
    expect(found.status).toBe('open');
  });
});

describe('the way in', () => {
  it.each([
    ['nothing', () => Promise.resolve(''), 401, 'operator.required'],
    ['another token', () => Promise.resolve(`Bearer ${'x'.repeat(43)}`), 403, 'operator.refused'],
    [
      "a user's token",
      async () => (await identity.headersFor('w1'))['authorization'] ?? '',
      403,
      'operator.refused',
    ],
  ])('is closed to somebody with %s', async (_, authorization, status, code) => {
    const given = await authorization();
    const id = randomUUID();
    for (const [method, route] of [
      ['GET', ''],
      ['GET', `/${id}`],
      ['POST', '/replay'],
      ['POST', `/${id}/replay`],
      ['POST', `/${id}/drop`],
    ] as const) {
      const answer = await ask(method, route, method === 'POST' ? {} : undefined, given);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    }
  });

  it('does not open the trail of a workspace to the operator', async () => {
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${stack.url}/api/v1/audit/events`, { headers })).status).toBe(401);
  });

  it('tells how much is left of the limit', async () => {
    expect((await ask('GET')).headers.get('ratelimit')).toMatch(/^"user";r=\d+;t=\d+$/);
  });

  it.each([
    ['GET', '?limit=0', undefined, '/limit'],
    ['GET', '?limit=201', undefined, '/limit'],
    ['GET', '?status=lost', undefined, '/status'],
    ['GET', '?topic=fanout-probes', undefined, '/topic'],
    ['GET', '?cursor=x', undefined, '/cursor'],
    ['POST', '/replay', { from: 'yesterday' }, '/from'],
    ['POST', '/replay', { everything: true }, '/everything'],
    ['POST', '/x/drop', {}, '/id'],
  ])('refuses %s %s and names the member at fault', async (method, route, json, pointer) => {
    const answer = await ask(method, route, json);
    const problem = (await answer.json()) as { errors: { pointer: string }[] };
    expect(answer.status).toBe(422);
    expect(new Set(problem.errors.map((error) => error.pointer))).toEqual(new Set([pointer]));
  });
});

it('tells Prometheus how many are open and how many came', async () => {
  const id = randomUUID();
  const metric = async (name: string) => {
    const text = await (await fetch(`${stack.replica('audit').url}/metrics`)).text();
    return Number(new RegExp(`^${name}\\{topic="reminders"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  };
  const [open, received] = [
    await metric('parley_dead_letters'),
    await metric('parley_dead_letters_received_total'),
  ];
  expect([open, received]).toEqual([0, 0]);
  await probe.putBytes('reminders-dlq', 'k', Buffer.from(id));
  await probe.putBytes('reminders-dlq', 'k', Buffer.from(id));
  await waitFor('both', async () => (await metric('parley_dead_letters_received_total')) === 2);
  expect(await metric('parley_dead_letters')).toBe(1);
  const [one] = await letters('&topic=reminders');
  await ask('POST', `/${one?.id ?? ''}/drop`);
  expect(await metric('parley_dead_letters')).toBe(0);
});
