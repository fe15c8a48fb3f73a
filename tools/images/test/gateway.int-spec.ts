import http, { type IncomingMessage, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { Nginx, unusedPort } from './nginx.ts';

const opened: Server[] = [];
let nginx: Nginx | undefined;

afterEach(async () => {
  await nginx?.stop();
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** nginx as the gateway: /api/v1/tasks, /api/docs and /socket.io lead to these ports. */
async function gateway(...ports: readonly number[]): Promise<Nginx> {
  const servers = ports.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join(' ');
  nginx = await Nginx.start(
    { 'index.html': 'the page' },
    {
      upstreams: `upstream chat-api { ${servers} keepalive 16; }`,
      routes: ['/api/v1/tasks', '/api/docs', '/socket.io']
        .map((prefix) => `location ${prefix} { proxy_pass http://chat-api; }`)
        .join('\n'),
    },
  );
  return nginx;
}

const echo = () =>
  http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end(JSON.stringify({ url: request.url, ...request.headers })));
  });

it('forwards a route with its query, and says who asked and for what', async () => {
  const web = await gateway(await listen(echo()));
  const { body } = await web.get('/api/v1/tasks?open=true', {
    host: 'parley.example:8443',
    'x-forwarded-for': '203.0.113.9',
    forwarded: 'for=203.0.113.9',
  });
  const heard = JSON.parse(body.toString()) as Record<string, string>;
  expect(heard).toMatchObject({
    url: '/api/v1/tasks?open=true',
    host: 'parley.example:8443',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'parley.example:8443',
    'x-forwarded-proto': 'http',
  });
  expect(heard).not.toHaveProperty('forwarded');
});

it('leaves a route its files, and everything else to the UI', async () => {
  const web = await gateway(await listen(echo()));
  expect((await web.get('/api/docs/swagger-ui.css')).body.toString()).toContain('swagger-ui.css');
  expect((await web.get('/settings')).body.toString()).toBe('the page');
});

it("adds nothing to a service's own security headers", async () => {
  const service = http.createServer((_, response) => {
    response.setHeader('content-security-policy', "default-src 'none'").end();
  });
  const { headers } = await (await gateway(await listen(service))).get('/api/v1/tasks');
  expect(headers['content-security-policy']).toBe("default-src 'none'");
});

it('tells a busy connection to close within seconds, so that no request meets the end of a pod', async () => {
  const web = await gateway(await listen(echo()));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const begun = Date.now();
  const ask = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port: web.port, path: '/api/v1/tasks', agent }, (response) => {
          response.resume().on('end', () => {
            resolve(response);
          });
        })
        .on('error', reject);
    });
  expect((await ask()).headers.connection).toBe('keep-alive');
  while ((await ask()).headers.connection !== 'close') {
    expect(Date.now() - begun).toBeLessThan(4_500);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(Date.now() - begun).toBeGreaterThan(2_000);
  agent.destroy();
});

it('keeps its connections to a service', async () => {
  const service = echo();
  let connections = 0;
  service.on('connection', () => (connections += 1));
  const web = await gateway(await listen(service));
  for (let i = 0; i < 10; i += 1) await web.get('/api/v1/tasks');
  // One per worker process.
  expect(connections).toBeLessThanOrEqual(2);
});

it('opens a web socket and passes bytes both ways', async () => {
  const service = http.createServer();
  service.on('upgrade', (_request: IncomingMessage, socket: net.Socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\r\n');
    socket.pipe(socket);
  });
  const web = await gateway(await listen(service));
  const client = net.connect(web.port, '127.0.0.1');
  const heard = new Promise<string>((resolve, reject) => {
    let text = '';
    client.on('error', reject).on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\r\n\r\n') && !text.includes('ping')) client.write('ping');
      if (text.endsWith('ping')) resolve(text);
    });
  });
  client.write(
    'GET /socket.io/?EIO=4 HTTP/1.1\r\nhost: parley\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
  );
  expect(await heard).toMatch(/^HTTP\/1\.1 101 /);
  client.destroy();
});

it('asks another replica when one does not listen', async () => {
  const web = await gateway(await unusedPort(), await listen(echo()));
  for (let i = 0; i < 4; i += 1) {
    expect((await web.request('POST', '/api/v1/tasks', {}, '{}')).status).toBe(200);
  }
});

it('sends a POST once, even when the replica breaks off and may have done it', async () => {
  let heard = 0;
  const breaking = () =>
    http.createServer((request) => {
      heard += 1;
      request.socket.destroy();
    });
  const web = await gateway(await listen(breaking()), await listen(breaking()));
  expect((await web.request('POST', '/api/v1/tasks', {}, '{}')).status).toBe(503);
  expect(heard).toBe(1);
});

it('answers with a problem, and when to come back, while no replica is there', async () => {
  const { status, headers, body } = await (await gateway(await unusedPort())).get('/api/v1/tasks');
  expect({ status, again: headers['retry-after'] }).toEqual({ status: 503, again: '1' });
  expect(JSON.parse(body.toString())).toMatchObject({ code: 'gateway.unavailable' });
});

it("passes a service's own refusals on", async () => {
  const service = http.createServer((_, response) => response.writeHead(503).end('of the service'));
  const { status, body } = await (await gateway(await listen(service))).get('/api/v1/tasks');
  expect({ status, body: body.toString() }).toEqual({ status: 503, body: 'of the service' });
});

it('refuses a body that no service takes', async () => {
  const web = await gateway(await listen(echo()));
  const post = (bytes: number) => web.request('POST', '/api/v1/tasks', {}, 'x'.repeat(bytes));
  expect((await post(256 * 1024)).status).toBe(200);
  const { status, body } = await post(256 * 1024 + 1);
  // In the words of a service, whichever of them refuses first.
  expect([status, JSON.parse(body.toString())]).toMatchObject([
    413,
    { type: 'https://parley.dev/problems/body.too-large', code: 'body.too-large' },
  ]);
});
