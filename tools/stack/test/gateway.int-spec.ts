import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { Gateway } from '../src/gateway/gateway.ts';
import { fixtureServices, removeTemporaryFolders } from './fixture/fixture-services.ts';

const opened: http.Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: http.Server): Promise<number> {
  opened.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

afterAll(removeTemporaryFolders);

/** A gateway whose only route, /api/v1/tasks, leads to these ports. */
async function gateway(ports: readonly number[]): Promise<string> {
  const staticDir = path.join(fixtureServices([]), 'web', 'dist');
  const routes = [{ prefix: '/api/v1/tasks', service: 'chat-api', ports }];
  const port = await listen(
    new Gateway({ port: 0, publicUrl: 'http://localhost:7400', routes, staticDir }).server,
  );
  return `http://127.0.0.1:${port}`;
}

async function unusedPort(): Promise<number> {
  const server = http.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const echo = () =>
  http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end(JSON.stringify({ url: request.url, ...request.headers })));
  });

const reading = () =>
  http.createServer((request, response) => {
    request.pipe(response);
  });

it('forwards a declared path with its query, and says who asked', async () => {
  const url = await gateway([await listen(echo())]);
  const response = await fetch(`${url}/api/v1/tasks?open=true`, {
    headers: { 'x-forwarded-for': '203.0.113.9' },
  });
  expect(await response.json()).toMatchObject({
    url: '/api/v1/tasks?open=true',
    'x-forwarded-for': '127.0.0.1',
  });
});

it('keeps an idle connection for longer than its clients do', async () => {
  const { headers } = await fetch(`${await gateway([])}/`);
  expect(headers.get('keep-alive')).toBe('timeout=75');
});

it('does not show what is not declared', async () => {
  const url = await gateway([await listen(echo())]);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('<title>fixture</title>');
  expect((await fetch(`${url}/api/v1/internal`)).status).toBe(404);
});

it('refuses a path that climbs out of its route', async () => {
  const url = new URL(await gateway([await listen(echo())]));
  const status = await new Promise<number | undefined>((resolve) => {
    http.get({ host: url.hostname, port: url.port, path: '/api/v1/tasks/../../../metrics' }, (response) => {
      resolve(response.resume().statusCode);
    });
  });
  expect(status).toBe(400);
});

it('goes to another replica when one is gone, and says so when all are', async () => {
  const dead = await unusedPort();
  const url = await gateway([dead, await listen(echo())]);
  const statuses = await Promise.all(
    [0, 1, 2, 3].map(async () => (await fetch(`${url}/api/v1/tasks`)).status),
  );
  expect(statuses).toEqual([200, 200, 200, 200]);

  const response = await fetch(`${await gateway([dead])}/api/v1/tasks`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 503, code: 'gateway.unavailable' });
});

it('gives the body to another replica when one is gone', async () => {
  const url = await gateway([await unusedPort(), await listen(reading())]);
  const bodies = [1, 2].map(async (n) => {
    const response = await fetch(`${url}/api/v1/tasks`, { method: 'POST', body: `body ${n}` });
    return response.text();
  });
  expect(await Promise.all(bodies)).toEqual(['body 1', 'body 2']);
});

it('lets a body flow that is too long to be kept', async () => {
  const body = 'x'.repeat(300 * 1024);
  const url = await gateway([await listen(reading())]);
  expect(await (await fetch(`${url}/api/v1/tasks`, { method: 'POST', body })).text()).toBe(body);
});

it('leaves out a replica that is about to stop', async () => {
  const asked: string[] = [];
  const replica = (name: string, connection: string) =>
    http.createServer((_, response) => {
      asked.push(name);
      response.setHeader('connection', connection).end();
    });
  const ports = [await listen(replica('stopping', 'close')), await listen(replica('staying', 'keep-alive'))];
  const url = await gateway(ports);
  for (let i = 0; i < 6; i += 1) await fetch(`${url}/api/v1/tasks`);
  expect(asked).toEqual(['stopping', 'staying', 'staying', 'staying', 'staying', 'staying']);
});

it.each([
  ['DELETE', 1],
  ['POST', 1],
  ['GET', 2],
])('asks a second replica only for what is safe when the first breaks off: %s', async (method, times) => {
  let heard = 0;
  const breaking = () =>
    http.createServer((request) => {
      heard += 1;
      request.socket.destroy();
    });
  const url = await gateway([await listen(breaking()), await listen(breaking())]);
  expect((await fetch(`${url}/api/v1/tasks/1`, { method })).status).toBe(503);
  expect(heard).toBe(times);
});

it('ends the request at the service when the client goes away', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<string>();
  const slow = http.createServer((_, response) => {
    response.on('close', () => {
      end('ended');
    });
    arrive('arrived');
  });
  const url = await gateway([await listen(slow)]);
  const client = new AbortController();
  const request = fetch(`${url}/api/v1/tasks`, { signal: client.signal }).catch((error: unknown) => error);
  await arrived;
  client.abort();
  expect(await ended).toBe('ended');
  expect(await request).toMatchObject({ name: 'AbortError' });
});

it('passes a WebSocket upgrade through in both directions', async () => {
  const server = echo().on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
    socket.on('data', (chunk: Buffer) => socket.write(`echo ${chunk.toString()}`));
    socket.on('end', () => socket.end());
  });
  const answer = await upgrade(await gateway([await listen(server)]), '/api/v1/tasks', 'hello');
  expect(answer).toMatch(/^HTTP\/1.1 101 [^]*\r\n\r\necho hello$/);
});

it('answers 503 to a WebSocket upgrade when no replica is up, and 404 where there is no route', async () => {
  const url = await gateway([await unusedPort()]);
  expect(await upgrade(url, '/api/v1/tasks', '')).toMatch(/^HTTP\/1.1 503 /);
  expect(await upgrade(url, '/elsewhere', '')).toMatch(/^HTTP\/1.1 404 /);
});

it('serves the web UI with its headers, at every path the UI may show', async () => {
  const url = await gateway([]);
  const page = await fetch(`${url}/conversations/42`);
  expect(await page.text()).toContain('<title>fixture</title>');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(page.headers.get('content-security-policy')).toContain("connect-src 'self' ws://localhost:7400");
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const asset = await fetch(`${url}/assets/app-1a2b.js`);
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await fetch(`${url}/assets/gone.js`)).status).toBe(404);
});

/** What the server sends to an upgrade request, and to `text` once it has switched. */
function upgrade(url: string, target: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = net.connect({ host: hostname, port: Number(port) });
    socket.write(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);
    socket.on('data', (chunk: Buffer) => {
      const first = received === '';
      received += chunk.toString();
      if (first && received.includes(' 101 ')) socket.write(text);
      if (text !== '' && received.endsWith(text)) socket.end();
    });
    socket.on('close', () => {
      resolve(received);
    });
    socket.on('error', reject);
  });
}
