import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SidecarClient } from './sidecar-client.js';

let server: Server;
let client: SidecarClient;
let taken: string;
let shown: unknown[];

beforeEach(async () => {
  shown = [];
  server = createServer(({ headers }, response) => {
    const token = headers['dapr-api-token'];
    shown.push(token);
    response.writeHead(token === taken ? 200 : 401).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  await client.onApplicationShutdown();
  server.close();
});

async function statuses(calls: number, acceptedApiToken?: string): Promise<number[]> {
  const sidecarUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new SidecarClient({
    appId: 'audit',
    sidecarUrl,
    apiToken: 'first',
    acceptedApiToken,
    appToken: '',
    appPort: 1,
  });
  const found: number[] = [];
  for (let i = 0; i < calls; i += 1)
    found.push((await client.request({ method: 'GET', path: '/', operation: 'test' })).status);
  return found;
}

it('shows a sidecar that was started with the accepted token that one, and remembers it', async () => {
  taken = 'second';
  expect(await statuses(2, 'second')).toEqual([200, 200]);
  expect(shown).toEqual(['first', 'second', 'second']);
});

it('goes back when the sidecar does', async () => {
  taken = 'second';
  expect(await statuses(1, 'second')).toEqual([200]);
  taken = 'first';
  expect((await client.request({ method: 'GET', path: '/', operation: 'test' })).status).toBe(200);
});

it('is refused when the sidecar takes neither, after one attempt with each', async () => {
  taken = 'third';
  expect(await statuses(1, 'second')).toEqual([401]);
  expect(shown).toEqual(['first', 'second']);
});

it('asks once where there is one token', async () => {
  taken = 'third';
  expect(await statuses(1)).toEqual([401]);
  expect(shown).toEqual(['first']);
});
