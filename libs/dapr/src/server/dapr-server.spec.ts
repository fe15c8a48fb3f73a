import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sidecarOptionsFromEnv } from '../sidecar/sidecar-env.js';
import type { SidecarOptions } from '../sidecar/sidecar-options.js';
import { AppHealth } from './app-health.js';
import { DaprServer } from './dapr-server.js';
import type { DeliveryObserver } from './delivery-observer.js';

const options: SidecarOptions = {
  appId: 'audit',
  sidecarUrl: 'http://127.0.0.1:1',
  apiToken: 'token-of-the-sidecar',
  appToken: 'token-of-the-app',
  appPort: 1,
};

class Health extends AppHealth {
  healthy = true;

  override isHealthy(): boolean {
    return this.healthy;
  }
}

const serverWith = (health?: AppHealth) =>
  new DaprServer({ ...options, appPort: 0 }, {} as DeliveryObserver, undefined, health);

/** Hands a request to the server as its port would. */
function statusOf(server: DaprServer, url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    let status = 0;
    const response = {
      writeHead: (code: number) => (status = code),
      end: () => {
        resolve(status);
      },
    };
    server.unwrap<HttpServer>().emit('request', { url, headers }, response);
  });
}

describe('the health of the app, as the sidecar asks for it', () => {
  it('is good while nothing says otherwise', async () => {
    expect(await statusOf(serverWith(), '/healthz')).toBe(200);
    expect(await statusOf(serverWith(new Health()), '/healthz')).toBe(200);
  });

  it('follows what the app says', async () => {
    const health = new Health();
    const server = serverWith(health);
    health.healthy = false;
    expect(await statusOf(server, '/healthz')).toBe(503);
    health.healthy = true;
    expect(await statusOf(server, '/healthz')).toBe(200);
  });

  it('is bad from the beginning of a shutdown on, whatever the app says', async () => {
    const server = serverWith(new Health());
    server.stopDeliveries();
    expect(await statusOf(server, '/healthz')).toBe(503);
  });
});

describe('the internal port', () => {
  const sidecar = { 'dapr-api-token': options.appToken };

  it.each(['/dapr/subscribe', '/events/pubsub/task-events', '/job/reminder', '/rpc/tasks.create', '/'])(
    'answers %s to the sidecar only',
    async (url) => {
      expect(await statusOf(serverWith(), url)).toBe(401);
      expect(await statusOf(serverWith(), url, { 'dapr-api-token': options.apiToken })).toBe(401);
    },
  );

  it('takes either of two tokens while they are rotated', async () => {
    const server = new DaprServer(
      { ...options, appPort: 0, acceptedAppToken: 'token-of-tomorrow' },
      {} as DeliveryObserver,
    );
    const statusWith = (token: string) => statusOf(server, '/unknown', { 'dapr-api-token': token });
    expect(await Promise.all([options.appToken, 'token-of-tomorrow', 'another'].map(statusWith))).toEqual([
      503, 503, 401,
    ]);
  });

  it('closes once what is under way has its answer, although the sidecar keeps its connection', async () => {
    const server = serverWith();
    const http = server.unwrap<HttpServer>();
    server.listen(() => undefined);
    await once(http, 'listening');
    const socket = connect((http.address() as AddressInfo).port, '127.0.0.1');
    const head = `POST /job/x HTTP/1.1\r\nhost: app\r\ndapr-api-token: ${options.appToken}\r\ncontent-length: 2\r\n\r\n`;
    socket.write(head);
    await once(http, 'request');
    const closed = server.close();
    socket.write('{}');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 \d{3}/);
    await closed;
  }, 2_000);

  it('listens on the loopback address only, whatever address the public one has', async () => {
    const files = mkdtempSync(join(tmpdir(), 'parley-token-'));
    const file = join(files, 'token');
    writeFileSync(file, options.appToken);
    const fromEnv = sidecarOptionsFromEnv('identity', {
      HOST: '0.0.0.0',
      DAPR_HTTP_PORT: '1',
      DAPR_APP_PORT: '1',
      DAPR_API_TOKEN_FILE: file,
      APP_API_TOKEN_FILE: file,
    });
    const server = new DaprServer({ ...fromEnv, appPort: 0 }, {} as DeliveryObserver);
    try {
      await new Promise((resolve) => {
        server.listen(resolve);
      });
      expect(server.unwrap<HttpServer>().address()).toMatchObject({ address: '127.0.0.1' });
    } finally {
      await server.close();
      rmSync(files, { recursive: true });
    }
  });

  it('never answers 404, which the sidecar takes for "done"', async () => {
    expect(await statusOf(serverWith(), '/unknown', sidecar)).toBe(503);
  });
});
