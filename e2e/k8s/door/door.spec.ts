import http from 'node:http';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { Door } from './door.ts';

const INSIDE = fileURLToPath(new URL('inside.ts', import.meta.url));

let door: Door;
const servers: net.Server[] = [];

beforeAll(async () => {
  door = await Door.open({ command: [process.execPath, INSIDE], env: {} });
});
afterAll(() => {
  door.close();
  for (const server of servers) server.close();
});

async function listening(server: net.Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

it('brings requests in and answers out, large ones whole, many at once', async () => {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => response.end(Buffer.concat(chunks)));
  });
  const port = await door.lead(await listening(server));
  const bodies = Array.from({ length: 20 }, (_, i) => String(i).repeat(200_000));
  const answers = await Promise.all(
    bodies.map(async (body) => (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).text()),
  );
  expect(answers).toEqual(bodies);
});

it('shows that nobody listens inside as the end of the connection', async () => {
  const port = await door.lead('127.0.0.1:1');
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  expect(door.broken).toBeUndefined();
});

it('ends the connection inside when the one outside ends, and says all that was sent before', async () => {
  let heard = '';
  const ended = new Promise<void>((resolve) => {
    void listening(
      net.createServer((socket) => {
        socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
        socket.on('close', () => {
          resolve();
        });
      }),
    ).then(async (address) => {
      const socket = net.connect(await door.lead(address), '127.0.0.1');
      socket.end('the last word');
    });
  });
  await ended;
  expect(heard).toBe('the last word');
});
