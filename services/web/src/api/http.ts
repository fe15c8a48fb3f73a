import { ApiProblem, readProblem, SessionEnded, Unreachable } from './problem.js';
import type { TokenSource } from './token.js';
import { newTraceparent } from './traceparent.js';

export interface RequestOptions {
  readonly method?: string;
  readonly body?: unknown;
  /** Sent as it is, in place of a body. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 15_000;
/** For a file, in either direction. */
const FILE_TIMEOUT_MS = 120_000;
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

async function answer(path: string, options: RequestOptions, timeoutMs = TIMEOUT_MS): Promise<Response> {
  const timeout = AbortSignal.timeout(options.file === undefined ? timeoutMs : FILE_TIMEOUT_MS);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  try {
    return await fetch(path, {
      method: options.method ?? 'GET',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        traceparent: newTraceparent(),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...options.headers,
      },
      body: options.file ?? (options.body === undefined ? null : JSON.stringify(options.body)),
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

/** One file of our own origin. Throws what {@link requestJson} throws. */
async function requestFile(path: string, headers: Readonly<Record<string, string>>): Promise<Blob> {
  const response = await answer(path, { headers }, FILE_TIMEOUT_MS);
  if (!response.ok) {
    const body = await readBody(response);
    throw GATEWAY_DOWN.has(response.status) ? new Unreachable(body) : readProblem(response.status, body);
  }
  try {
    return await response.blob();
  } catch (error) {
    throw new Unreachable(error);
  }
}

/** Requests with the person's token. A token refused once is replaced and the request repeated. */
export class AuthorizedHttp {
  constructor(private readonly tokens: TokenSource) {}

  json<T>(path: string, options: RequestOptions = {}): Promise<T> {
    return this.authorized(async (authorization) => {
      return (await requestJson(path, {
        ...options,
        headers: { ...options.headers, ...authorization },
      })) as T;
    });
  }

  file(path: string): Promise<Blob> {
    return this.authorized((authorization) => requestFile(path, authorization));
  }

  private async authorized<T>(send: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
    const attempt = async () => send({ authorization: `Bearer ${await this.tokens.get()}` });
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    }
    this.tokens.forget();
    try {
      return await attempt();
    } catch (error) {
      throw error instanceof ApiProblem && error.status === 401 ? new SessionEnded() : error;
    }
  }
}
