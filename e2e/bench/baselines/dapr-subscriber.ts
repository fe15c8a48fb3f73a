import http from 'node:http';
import { COMPONENT } from './pubsub-component.ts';

export const TOPICS = { single: 'bench-single', bulk: 'bench-bulk' } as const;

/** As the product's audit service takes them. */
const BULK_SUBSCRIBE = { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 200 };
const SUBSCRIPTIONS = [
  { pubsubname: COMPONENT, topic: TOPICS.single, route: '/single' },
  { pubsubname: COMPONENT, topic: TOPICS.bulk, route: '/bulk', bulkSubscribe: BULK_SUBSCRIBE },
];

interface Message {
  readonly data: { readonly title: string };
}

interface Bulk {
  readonly entries: readonly { readonly entryId: string; readonly event: Message }[];
}

/** Listens for a sidecar's deliveries. @param heard is told the title of every message */
export async function listenForDeliveries(
  port: number,
  heard: (title: string) => void,
): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answerTo(request.url ?? '', Buffer.concat(chunks).toString('utf8'), heard);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

function answerTo(path: string, body: string, heard: (title: string) => void): object {
  if (path === '/dapr/subscribe') return SUBSCRIPTIONS;
  if (path === '/single') {
    heard((JSON.parse(body) as Message).data.title);
    return { status: 'SUCCESS' };
  }
  if (path !== '/bulk') return {};
  const { entries } = JSON.parse(body) as Bulk;
  for (const { event } of entries) heard(event.data.title);
  return { statuses: entries.map(({ entryId }) => ({ entryId, status: 'SUCCESS' })) };
}
