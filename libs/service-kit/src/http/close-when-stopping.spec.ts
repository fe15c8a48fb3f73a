import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Lifecycle } from '../bootstrap/lifecycle.js';
import { closeWhenStopping } from './close-when-stopping.js';

it('ends connections from the moment that the process is to stop', async () => {
  const lifecycle = new Lifecycle();
  const closing = closeWhenStopping(lifecycle);
  const server = http.createServer((request, response) => {
    closing(request, response, () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new http.Agent({ keepAlive: true });
  const { port } = server.address() as AddressInfo;
  const connection = () =>
    new Promise<string | undefined>((resolve, reject) => {
      http
        .get({ port, host: '127.0.0.1', agent }, (answer: IncomingMessage) => {
          answer.resume();
          resolve(answer.headers.connection);
        })
        .on('error', reject);
    });
  expect(await connection()).toBe('keep-alive');
  lifecycle.stop();
  expect(await connection()).toBe('close');
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
});
