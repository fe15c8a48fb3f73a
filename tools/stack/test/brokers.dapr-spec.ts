import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brokers, startInfrastructure, waitFor, type Broker, type Infrastructure } from '../src/index.ts';
import { findProgram } from '../src/paths.ts';
import { isSameProcess, startTimeOf } from '../src/process/identity.ts';
import { removeTemporaryFolders, temporaryFolder } from './fixture/fixture-services.ts';
import http from 'node:http';

afterAll(removeTemporaryFolders);

const PROGRAMS: Readonly<Partial<Record<Broker, string>>> = {
  rabbitmq: 'rabbitmq-server',
  redis: 'redis-server',
};
const installed = brokers.filter((broker) => findProgram(PROGRAMS[broker] ?? 'sh') !== undefined);
const event = (id: string) => ({ specversion: '1.0', source: 'test', type: 'test.v1', id, data: {} });

/** What `recurring-task` is given while it runs. */
class Consumer {
  readonly ids: string[] = [];
  readonly server = http.createServer((request, response) => {
    void this.answer(request).then((body) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
  });

  async start(infrastructure: Infrastructure): Promise<void> {
    const ports = infrastructure.ports.replica();
    await new Promise<void>((resolve) => this.server.listen(ports.app, '127.0.0.1', resolve));
    const daprd = await infrastructure.startDaprd({ appId: 'recurring-task', ports, appHealthCheck: false });
    await daprd.appReady();
  }

  private async answer(request: http.IncomingMessage): Promise<unknown> {
    const metadata = { singleActiveConsumer: 'true' };
    if (request.url === '/dapr/subscribe')
      return [{ pubsubname: 'pubsub', topic: 'task-events', route: '/events', metadata }];
    let text = '';
    for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
    if (request.url === '/events') this.ids.push((JSON.parse(text) as { id: string }).id);
    return {};
  }
}

describe.each(installed)('%s', (broker) => {
  it('is found again with its events after a stop, and leaves no process behind', async () => {
    const dir = temporaryFolder();
    const start = () => startInfrastructure({ dir, broker, durable: false, parts: [broker, 'postgres'] });
    const first = await start();
    const producer = await first.startDaprd({ appId: 'chat-api', appHealthCheck: false });
    const answer = await producer.call('POST', '/v1.0/publish/pubsub/task-events', event('kept'), {
      'content-type': 'application/cloudevents+json',
    });
    expect(answer.status).toBe(204);
    const processes = first.processes.map(({ pid = 0 }) => ({ pid, began: startTimeOf(pid) ?? '' }));
    expect(processes.every(({ pid, began }) => isSameProcess(pid, began))).toBe(true);
    await first.stop();
    expect(processes.filter(({ pid, began }) => isSameProcess(pid, began))).toEqual([]);

    const second = await start();
    const consumer = new Consumer();
    try {
      await consumer.start(second);
      await waitFor('the event', () => consumer.ids.includes('kept'));
    } finally {
      await second.stop();
      consumer.server.closeAllConnections();
      consumer.server.close();
    }
  });

  it('keeps its password from others', async () => {
    const dir = temporaryFolder();
    const infrastructure = await startInfrastructure({ dir, broker, durable: false, parts: [broker] });
    const { processes } = infrastructure;
    const commands = processes.map(({ pid = 0 }) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).join();
    const secrets = JSON.parse(readFileSync(path.join(dir, 'secrets.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    await infrastructure.stop();
    const password = secrets[`${broker}-admin`]?.['password'];
    if (password !== undefined) expect(commands).not.toContain(password);
    for (const file of [`redis/redis.conf`, `rabbitmq/definitions.json`]) {
      const found = path.join(dir, file);
      if (existsSync(found)) expect(statSync(found).mode & 0o077).toBe(0);
    }
  });
});
