import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { context, propagation } from '@opentelemetry/api';
import { Pool } from 'undici';
import { SidecarError } from './sidecar-error.js';
import { SIDECAR_OPTIONS, type SidecarOptions } from './sidecar-options.js';

/** One call of the sidecar's HTTP API. */
export interface SidecarRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path from the root, already encoded. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for the whole call; 5,000 when absent. */
  readonly timeoutMs?: number;
  /** What is being done, for the error message. */
  readonly operation: string;
}

export interface SidecarAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const DEFAULT_TIMEOUT_MS = 5_000;

/** Calls the sidecar over kept-alive connections. Every call has a deadline and carries the trace context. */
@Injectable()
export class SidecarClient implements OnApplicationShutdown {
  private readonly pool: Pool;
  /** Which one the sidecar takes is found out by a call. */
  private token: string;

  constructor(@Inject(SIDECAR_OPTIONS) private readonly options: SidecarOptions) {
    this.token = options.apiToken;
    this.pool = new Pool(options.sidecarUrl, { connections: 64, keepAliveTimeout: 30_000 });
  }

  /** @throws SidecarError when there is no answer in time; any HTTP status is an answer. */
  async request(call: SidecarRequest): Promise<SidecarAnswer> {
    const { token } = this;
    const answer = await this.send(call, token);
    const other = [this.options.apiToken, this.options.acceptedApiToken].find((known) => known !== token);
    if (answer.status !== 401 || other === undefined) return answer;
    // Refused unread, so nothing is done twice. The answer may be that of an invoked app, which the other token gets too.
    const second = await this.send(call, other);
    if (second.status !== 401) this.token = other;
    return second;
  }

  /** @throws SidecarError also when the status is not 2xx. */
  async expect(call: SidecarRequest): Promise<SidecarAnswer> {
    const answer = await this.request(call);
    if (answer.status < 200 || answer.status >= 300) {
      throw new SidecarError(call.operation, answer.status, answer.text);
    }
    return answer;
  }

  /** Whether the sidecar's API, components and outbound calls work (`/v1.0/healthz/outbound`). */
  async isHealthy(): Promise<boolean> {
    const path = '/v1.0/healthz/outbound';
    return this.request({ method: 'GET', path, operation: 'health', timeoutMs: 2_000 }).then(
      ({ status }) => status < 300,
      () => false,
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }

  private async send(call: SidecarRequest, token: string): Promise<SidecarAnswer> {
    const headers: Record<string, string> = { 'dapr-api-token': token, ...call.headers };
    propagation.inject(context.active(), headers);
    if (call.body !== undefined) headers['content-type'] ??= 'application/json';
    try {
      const response = await this.pool.request({
        method: call.method,
        path: call.path,
        headers,
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: AbortSignal.timeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      });
      return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SidecarError(call.operation, undefined, reason, { cause: error });
    }
  }
}
