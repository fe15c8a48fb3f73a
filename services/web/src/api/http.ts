import { ApiProblem, readProblem, SessionEnded, Unreachable } from './problem.js';
import type { TokenSource } from './token.js';
import { newTraceparent } from './traceparent.js';

export interface RequestOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 15_000;
/** What a gateway answers while the service behind it starts or restarts. */
const GATEWAY_DOWN = new Set([502, 503, 504]);

/**
 * One JSON request on our own origin.
 * Throws {@link ApiProblem} for a refusal and {@link Unreachable} when nothing answered.
 */
export async function requestJson(path: string, options: RequestOptions = {}): Promise<unknown> {
  const response = await answer(path, options);
  const body = await readBody(response);
  if (response.ok) return body;
  if (GATEWAY_DOWN.has(response.status)) throw new Unreachable(body);
  throw readProblem(response.status, body);
}

async function answer(path: string, options: RequestOptions): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  try {
    return await fetch(path, {
      method: options.method ?? 'GET',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        traceparent: newTraceparent(),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal,
    });
  } catch (error) {
    throw new Unreachable(error);
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Requests with the person's token. A token refused once is replaced and the request repeated. */
export class AuthorizedHttp {
  constructor(private readonly tokens: TokenSource) {}

  async json<T>(path: string, options: RequestOptions = {}): Promise<T> {
    try {
      return await this.attempt<T>(path, options);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    }
    this.tokens.forget();
    try {
      return await this.attempt<T>(path, options);
    } catch (error) {
      throw error instanceof ApiProblem && error.status === 401 ? new SessionEnded() : error;
    }
  }

  private async attempt<T>(path: string, options: RequestOptions): Promise<T> {
    const token = await this.tokens.get();
    const headers = { ...options.headers, authorization: `Bearer ${token}` };
    return (await requestJson(path, { ...options, headers })) as T;
  }
}
