import type { CloudEvent } from '@parley/dapr';
import type { Daprd } from '@parley/stack';
import type { TaskSnapshot } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';

/** A `reminder.due` event and when it came. */
export interface Received {
  readonly reminderId: string;
  readonly dueAt: Date;
  readonly firedAt: Date;
  readonly late: boolean;
  readonly at: Date;
}

/** Stands at both ends of the service: publishes what chat-api would, and receives what chat-api does. */
export class FakeChatApi {
  readonly due: Received[] = [];
  readonly port: number;
  sidecar: Daprd | undefined;
  private readonly server: Server;

  private constructor(server: Server, port: number) {
    this.server = server;
    this.port = port;
  }

  static async start(port: number): Promise<FakeChatApi> {
    const server = createServer();
    const fake = new FakeChatApi(server, port);
    server.on('request', (request: IncomingMessage, response) => {
      fake.answer(request).then(
        (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return fake;
  }

  /** Publishes an event of a task as chat-api's relay does. */
  async publish(verb: string, task: TaskSnapshot): Promise<void> {
    const event: CloudEvent = {
      specversion: '1.0',
      id: randomUUID(),
      source: 'chat-api',
      type: `parley.task.${verb}.v1`,
      subject: task.taskId,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: { task },
    };
    const path = `/v1.0/publish/pubsub/task-events?metadata.partitionKey=${task.taskId}`;
    const headers = { 'content-type': 'application/cloudevents+json' };
    const answer = await this.sidecar?.call('POST', path, event, headers);
    if (answer?.status !== 204) throw new Error(`Not published: ${JSON.stringify(answer)}`);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage): Promise<unknown> {
    if (request.url === '/dapr/subscribe') {
      return [{ pubsubname: 'pubsub', topic: 'reminders', route: '/reminders' }];
    }
    if (request.url !== '/reminders') return {};
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const event = JSON.parse(Buffer.concat(chunks).toString()) as CloudEvent<Record<string, string>>;
    if (event.type === 'parley.reminder.due.v1') {
      const { reminderId = '', dueAt = '', firedAt = '', late } = event.data;
      this.due.push({
        reminderId,
        dueAt: new Date(dueAt),
        firedAt: new Date(firedAt),
        late: Boolean(late),
        at: new Date(),
      });
    }
    return { status: 'SUCCESS' };
  }
}
