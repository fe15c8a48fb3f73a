import type { Daprd, Infrastructure } from '@parley/stack';
import http from 'node:http';

/** A message as it is on a topic. */
export interface Message {
  readonly topic: string;
  readonly key: string;
  /** Milliseconds of this process's clock. */
  readonly receivedAt: number;
  readonly event: { readonly id?: string; readonly type?: string; readonly data?: unknown };
}

const COMPONENT = 'probe';

/** An app of no service that sees every message of some topics, and may put anything on any. */
export class TopicProbe {
  readonly messages: Message[] = [];
  private readonly server: http.Server;
  private daprd!: Daprd;

  private constructor(topics: readonly string[]) {
    // As bytes: what is no event at all would be asked for again without end, and nothing behind it would come.
    const metadata = { rawPayload: 'true' };
    const subscriptions = topics.map((topic) => ({
      pubsubname: COMPONENT,
      topic,
      route: `/${topic}`,
      metadata,
    }));
    this.server = http.createServer((request, response) => {
      void this.answer(request, subscriptions).then((body) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
      });
    });
  }

  static async start(
    infrastructure: Infrastructure,
    topics: readonly string[],
    folderOf: (yaml: string) => string,
  ): Promise<TopicProbe> {
    const probe = new TopicProbe(topics);
    const ports = infrastructure.ports.replica();
    await new Promise<void>((resolve) => probe.server.listen(ports.app, '127.0.0.1', resolve));
    probe.daprd = await infrastructure.startDaprd({
      appId: COMPONENT,
      ports,
      resources: [folderOf(component(infrastructure, [COMPONENT]))],
      appHealthCheck: false,
    });
    await probe.daprd.appReady();
    return probe;
  }

  /** What is on a topic under these ids; all of it when none is given. */
  on(topic: string, ...ids: string[]): Message[] {
    return this.messages.filter(
      (message) => message.topic === topic && (ids.length === 0 || ids.includes(message.event.id ?? '')),
    );
  }

  /** Puts bytes on a topic as they are. */
  async put(topic: string, key: string, value: unknown): Promise<void> {
    const query = `metadata.rawPayload=true&metadata.partitionKey=${key}`;
    const answer = await this.daprd.call('POST', `/v1.0/publish/${COMPONENT}/${topic}?${query}`, value);
    if (answer.status !== 204) throw new Error(`The probe could not publish: ${JSON.stringify(answer)}`);
  }

  /** Puts what need not be JSON. @param key percent-encoded */
  async putBytes(topic: string, key: string, bytes: Uint8Array): Promise<void> {
    const query = `metadata.rawPayload=true&metadata.partitionKey=${key}`;
    const { httpPort, apiToken } = this.daprd;
    const answer = await fetch(`http://127.0.0.1:${httpPort}/v1.0/publish/${COMPONENT}/${topic}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'dapr-api-token': apiToken },
      body: Buffer.from(bytes),
    });
    if (answer.status !== 204) throw new Error(`The probe could not publish: ${await answer.text()}`);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: http.IncomingMessage, subscriptions: object[]): Promise<unknown> {
    if (request.url === '/dapr/subscribe') return subscriptions;
    if (request.method !== 'POST') return {};
    let text = '';
    for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
    this.messages.push({
      topic: String(request.url).slice(1),
      key: String(request.headers['__key'] ?? ''),
      receivedAt: Date.now(),
      event: eventIn(JSON.parse(text) as { data_base64: string }),
    });
    return {};
  }
}

/** What is not JSON has no id to look for. */
function eventIn(wrapped: { readonly data_base64: string }): Message['event'] {
  try {
    return JSON.parse(Buffer.from(wrapped.data_base64, 'base64').toString()) as Message['event'];
  } catch {
    return {};
  }
}

/** The broker without the restrictions of the product. */
export function component(infrastructure: Infrastructure, scopes: readonly string[]): string {
  return [
    'apiVersion: dapr.io/v1alpha1',
    'kind: Component',
    `metadata: { name: ${COMPONENT} }`,
    'spec:',
    `  type: pubsub.${infrastructure.broker}`,
    '  version: v1',
    '  metadata:',
    ...Object.entries(settings(infrastructure)).map(
      ([name, value]) => `    - { name: ${name}, value: '${value}' }`,
    ),
    `scopes: [${scopes.join(', ')}]`,
  ].join('\n');
}

/** Each as the product has it where two components must agree, e.g. about an exchange. */
function settings(infrastructure: Infrastructure): Record<string, string> {
  const group = '{appID}-probe';
  switch (infrastructure.broker) {
    case 'kafka':
      return {
        brokers: infrastructure.kafka.brokers,
        authType: 'none',
        disableTls: 'true',
        consumerGroup: group,
        initialOffset: 'oldest',
        version: '3.9.0',
      };
    case 'rabbitmq':
      return {
        connectionString: infrastructure.rabbitmq.connectionString,
        consumerID: group,
        deletedWhenUnused: 'false',
        deliveryMode: '2',
        publisherConfirm: 'true',
        concurrencyMode: 'single',
        requeueInFailure: 'true',
      };
    case 'redis':
      return {
        redisHost: infrastructure.redis.host,
        redisPassword: infrastructure.redis.password,
        consumerID: group,
        concurrency: '1',
      };
  }
}
