import type { AdvanceSeriesRequest, TaskSnapshot } from '@parley/contracts';
import type { CloudEvent } from '@parley/dapr';
import type { Daprd } from '@parley/stack';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
}

/** Publishes completed tasks and is asked for occurrences, as chat-api is. */
export class FakeChatApi {
  readonly requests: AdvanceSeriesRequest[] = [];
  /** Answers to the next requests; afterwards all succeed. */
  readonly answers: Answer[] = [];
  sidecar: Daprd | undefined;

  private constructor(private readonly server: Server) {}

  static async start(port: number): Promise<FakeChatApi> {
    const server = createServer();
    const fake = new FakeChatApi(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void fake.answer(request).then(({ status, body, type = 'application/json' }) => {
        response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return fake;
  }

  async publishCompleted(task: TaskSnapshot): Promise<void> {
    const event: CloudEvent = {
      specversion: '1.0',
      id: randomUUID(),
      source: 'chat-api',
      type: 'parley.task.completed.v1',
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

  /** Requests for one series. */
  requestsFor(seriesId: string): AdvanceSeriesRequest[] {
    return this.requests.filter((request) => request.seriesId === seriesId);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    if (request.url !== '/rpc/series.advance') return { status: 200, body: [] };
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    this.requests.push(JSON.parse(Buffer.concat(chunks).toString()) as AdvanceSeriesRequest);
    return this.answers.shift() ?? { status: 200, body: { created: true } };
  }
}
