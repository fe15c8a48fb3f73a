import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An event as the service published it. */
export interface Published {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Stands in for the sidecar: gives out secrets and takes what is published. */
export interface FakeSidecar {
  readonly port: number;
  readonly published: Published[];
  stop(): Promise<void>;
}

export async function startFakeSidecar(
  secrets: Readonly<Record<string, Record<string, string>>>,
): Promise<FakeSidecar> {
  const published: Published[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      const [, , area, , , name = ''] = (request.url ?? '').split('/');
      if (area === 'secrets') {
        response.end(JSON.stringify(secrets[(request.url ?? '').split('/')[4] ?? ''] ?? {}));
        return;
      }
      if (area === 'publish' && name === 'security-events') {
        published.push(...(JSON.parse(text) as { event: Published }[]).map(({ event }) => event));
      }
      response.statusCode = 204;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    published,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
