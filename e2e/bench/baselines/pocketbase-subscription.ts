import http from 'node:http';
import type { JsonClient } from '../load/json-client.ts';

/** One client's stream of server-sent events about tasks. */
export class PocketBaseSubscription {
  private readonly request: http.ClientRequest;
  private text = '';

  private constructor(request: http.ClientRequest) {
    this.request = request;
  }

  /** Connects, and asks for all tasks that the token's user may see. */
  static async open(
    origin: string,
    client: JsonClient,
    token: string,
    heard: (title: string) => void,
  ): Promise<PocketBaseSubscription> {
    const request = http.get(`${origin}/api/realtime`, { agent: false });
    const subscription = new PocketBaseSubscription(request);
    const clientId = await new Promise<string>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (response) => {
        response.setEncoding('utf8').on('data', (chunk: string) => {
          for (const { name, data } of subscription.read(chunk)) {
            if (name === 'PB_CONNECT') resolve((JSON.parse(data) as { clientId: string }).clientId);
            else heard((JSON.parse(data) as { record: { title: string } }).record.title);
          }
        });
        response.on('error', () => undefined);
      });
    });
    await client.request('POST', '/api/realtime', token, { clientId, subscriptions: ['tasks/*'] });
    return subscription;
  }

  close(): void {
    this.request.destroy();
  }

  /** The events that a chunk completes. */
  private read(chunk: string): { name: string; data: string }[] {
    const blocks = (this.text + chunk).split('\n\n');
    this.text = blocks.pop() ?? '';
    return blocks.map((block) => ({
      name: /^event: ?(.*)$/m.exec(block)?.[1] ?? '',
      data: /^data: ?(.*)$/m.exec(block)?.[1] ?? '{}',
    }));
  }
}
