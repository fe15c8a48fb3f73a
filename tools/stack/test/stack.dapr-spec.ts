import pg from 'pg';
import { startStack, waitFor, type Stack } from '../src/index.ts';
import { isSameProcess, startTimeOf } from '../src/process/identity.ts';
import { fixtureServices, removeTemporaryFolders, temporaryFolder } from './fixture/fixture-services.ts';

interface Seen {
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: unknown }[];
  readonly jobs: readonly { readonly name: string; readonly data: unknown }[];
}

const dir = temporaryFolder();
const servicesDir = fixtureServices([
  { name: 'chat-api', routes: ['/api/v1/tasks'], database: 'chat_api' },
  { name: 'audit', subscribes: [{ pubsub: 'pubsub', topic: 'task-events' }], failures: 2 },
  { name: 'notification' },
  { name: 'realtime', subscribes: [{ pubsub: 'fanout', topic: 'task-updates' }] },
]);
const start = () =>
  startStack({ dir, servicesDir, durable: false, replicas: { 'chat-api': 2, realtime: 2 } });

let stack: Stack;

beforeAll(async () => {
  stack = await start();
  const replicas = ['chat-api', 'audit', 'notification', 'realtime'].flatMap((name) => stack.replicas(name));
  await Promise.all(replicas.map((replica) => replica.daprd.appReady()));
});

afterAll(async () => {
  await stack.stop();
  removeTemporaryFolders();
});

async function seen(service: string, index = 0): Promise<Seen> {
  return (await (await fetch(`${stack.replica(service, index).url}/seen`)).json()) as Seen;
}

function publish(topic: string, event: object) {
  return stack.replica('chat-api').daprd.call('POST', `/v1.0/publish/pubsub/${topic}`, event, {
    'content-type': 'application/cloudevents+json',
  });
}

const event = (id: string) => ({ specversion: '1.0', source: 'test', type: 'test.v1', id, data: { id } });

it('delivers an event through Kafka, again after the handler has failed', async () => {
  expect((await publish('task-events', event('first'))).status).toBe(204);
  await waitFor('the event', async () => (await seen('audit')).events.some(({ id }) => id === 'first'));
});

it('shows an event of the fan-out component to every replica', async () => {
  const received = async (index: number) => (await seen('realtime', index)).events.length > 0;
  await waitFor('the event at both replicas', async () => {
    // A group that begins at the newest event may be joining still.
    await publish('task-updates', event('update'));
    return (await received(0)) && (await received(1));
  });
});

it("refuses a topic that is not the app's to publish", async () => {
  expect((await publish('reminders', event('foreign'))).status).toBe(403);
});

it('fires a job at the app that scheduled it', async () => {
  const { daprd } = stack.replica('notification');
  const job = { dueTime: new Date(Date.now() + 500).toISOString(), data: { version: 1 } };
  expect((await daprd.call('POST', '/v1.0/jobs/rem-1', job)).status).toBe(204);
  await waitFor('the job', async () => (await seen('notification')).jobs.length > 0);
  expect((await seen('notification')).jobs).toEqual([{ name: 'rem-1', data: { version: 1 } }]);
});

it("lets an app read its own secrets and nobody else's", async () => {
  const own = await stack
    .replica('chat-api')
    .daprd.call('GET', '/v1.0/secrets/parley-secrets/chat-api-database');
  expect(own.status).toBe(200);
  const foreign = await stack
    .replica('audit')
    .daprd.call('GET', '/v1.0/secrets/parley-secrets/chat-api-database');
  expect(foreign.status).toBe(403);
  const client = new pg.Client({ connectionString: (own.body as { url: string }).url });
  await client.connect();
  const { rows } = await client.query('SELECT current_user AS name, current_database() AS database');
  await client.end();
  expect(rows).toEqual([{ name: 'chat_api', database: 'chat_api' }]);
});

it('keeps state in PostgreSQL', async () => {
  const { daprd } = stack.replica('chat-api');
  await daprd.call('POST', '/v1.0/state/statestore', [{ key: 'dialog', value: { step: 2 } }]);
  expect((await daprd.call('GET', '/v1.0/state/statestore/dialog')).body).toEqual({ step: 2 });
});

it('balances invocations over the replicas of an app', async () => {
  const pids = new Set<unknown>();
  await waitFor('both replicas', async () => {
    const { body } = await stack.replica('audit').daprd.call('GET', '/v1.0/invoke/chat-api/method/who');
    pids.add((body as { pid: number }).pid);
    return pids.size === 2;
  });
  expect(pids).toEqual(new Set(stack.replicas('chat-api').map((replica) => replica.app.pid)));
});

it('still serves a route while one of its replicas is dead', async () => {
  await stack.kill('chat-api', 1);
  const answers = await Promise.all(Array.from({ length: 6 }, () => fetch(`${stack.url}/api/v1/tasks`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  await stack.restart('chat-api', 1);
});

it('leaves no process behind, and finds its data when it starts again', async () => {
  const pids = [
    ...stack.infrastructure.processes,
    stack.gateway,
    stack.replica('audit').app,
    stack.replica('audit').daprd.process,
  ].map(({ pid = 0 }) => ({ pid, startTime: startTimeOf(pid) ?? '' }));
  expect(pids.every(({ pid, startTime }) => isSameProcess(pid, startTime))).toBe(true);
  await stack.stop();
  expect(pids.filter(({ pid, startTime }) => isSameProcess(pid, startTime))).toEqual([]);

  stack = await start();
  const { daprd } = stack.replica('chat-api');
  expect((await daprd.call('GET', '/v1.0/state/statestore/dialog')).body).toEqual({ step: 2 });
});
