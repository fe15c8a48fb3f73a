import type { Daprd, Stack } from '@parley/stack';
import type http from 'node:http';
import { JsonClient } from '../load/json-client.ts';
import { listenForDeliveries, TOPICS } from './dapr-subscriber.ts';
import { pidOf } from './program.ts';
import { COMPONENT, writeComponent } from './pubsub-component.ts';

interface Parts {
  readonly stack: Stack;
  readonly server: http.Server;
  readonly sidecars: readonly Daprd[];
  readonly client: JsonClient;
  /** What every message carries beside its title. */
  readonly body: object;
}

/** Dapr's pub/sub over Kafka and nothing else: the driver publishes through one sidecar and is called by another. */
export class DaprLine {
  /** Is told the title of every message that arrives. */
  heard: (title: string) => void = () => undefined;
  private readonly parts: Parts;

  private constructor(parts: Parts) {
    this.parts = parts;
  }

  /** @param body what every message carries beside its title */
  static async open(stack: Stack, body: object): Promise<DaprLine> {
    const { infrastructure } = stack;
    const resources = [writeComponent(stack)];
    const { app: appPort } = infrastructure.ports.replica();
    const lines: DaprLine[] = [];
    const server = await listenForDeliveries(appPort, (title) => lines[0]?.heard(title));
    const start = (appId: string) =>
      infrastructure.startDaprd({ appId, appPort, resources, appHealthCheck: false, logLevel: 'warn' });
    const publisher = await start('bench-publisher');
    const subscriber = await start('bench-subscriber');
    await subscriber.appReady();
    const client = new JsonClient(`http://127.0.0.1:${publisher.httpPort}`, {
      'dapr-api-token': publisher.apiToken,
    });
    const line = new DaprLine({ stack, server, sidecars: [publisher, subscriber], client, body });
    lines.push(line);
    return line;
  }

  /** The sidecars and the broker. */
  get processes(): number[] {
    const { sidecars, stack } = this.parts;
    return [...sidecars.map(({ process }) => process), stack.infrastructure.kafka.process].map(pidOf);
  }

  /** Publishes one message; the broker has it when this returns. */
  async publish(title: string): Promise<void> {
    const { client, body } = this.parts;
    await client.request('POST', `/v1.0/publish/${COMPONENT}/${TOPICS.single}`, '', { ...body, title });
  }

  /** Publishes many messages in one call, each to the partition of its title. */
  async publishMany(titles: readonly string[]): Promise<void> {
    const { client, body } = this.parts;
    const entries = titles.map((title) => ({
      entryId: title,
      event: { ...body, title },
      contentType: 'application/json',
      metadata: { partitionKey: title },
    }));
    await client.request('POST', `/v1.0/publish/bulk/${COMPONENT}/${TOPICS.bulk}`, '', entries);
  }

  async close(): Promise<void> {
    const { client, sidecars, server } = this.parts;
    client.close();
    await Promise.all(sidecars.map(({ process }) => process.stop()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
