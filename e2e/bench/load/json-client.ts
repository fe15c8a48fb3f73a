import http from 'node:http';

export interface JsonAnswer<T> {
  readonly status: number;
  readonly body: T;
}

/** HTTP with kept connections and little work per request, so that the driver leaves the machine to the product. */
export class JsonClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  private readonly origin: URL;
  private readonly always: Readonly<Record<string, string>>;

  /** @param always headers of every request */
  constructor(origin: string, always: Readonly<Record<string, string>> = {}) {
    this.origin = new URL(origin);
    this.always = always;
  }

  /**
   * @param token sent as a bearer token unless it is empty
   * @throws Error unless the answer is a 2xx
   */
  request<T>(method: string, path: string, token: string, body?: object): Promise<JsonAnswer<T>> {
    const { agent, origin } = this;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = {
        ...this.always,
        ...(token !== '' && { authorization: `Bearer ${token}` }),
        ...(payload !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
        }),
      };
      const { hostname, port } = origin;
      const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300)
            resolve({ status, body: (text === '' ? undefined : JSON.parse(text)) as T });
          else reject(new Error(`${method} ${path}: ${status} ${text.slice(0, 200)}`));
        });
      });
      request.setTimeout(30_000, () =>
        request.destroy(new Error(`${method} ${path}: no answer within 30 s`)),
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
