import type { IncomingHttpHeaders } from 'node:http';

/** The parts of an Express request that this service uses. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Address of the client, as told by the nearest proxy that is trusted. */
  readonly ip?: string;
  readonly body?: unknown;
}

/** The parts of an Express response that this service uses. */
export interface HttpResponse {
  status(code: number): this;
  setHeader(name: string, value: string | readonly string[]): this;
  end(body: string): void;
}
