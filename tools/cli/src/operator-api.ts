import { RefusedError } from './errors.ts';

/** A dead letter, as the API tells of it. */
export interface Letter {
  readonly id: string;
  readonly topic: string;
  readonly key: string | null;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly workspaceId: string | null;
  readonly replayable: boolean;
  readonly madeAt: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly deliveries: number;
  readonly status: string;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
}

export interface FullLetter extends Letter {
  readonly bytes: string;
  readonly json: unknown;
}

export interface BulkReplay {
  readonly replayed: number;
  readonly notEvents: number;
  readonly tooOld: number;
  readonly more: boolean;
  readonly to: string;
}

interface Filter {
  readonly topic: string | undefined;
  readonly type: string | undefined;
}

const PAGE = 200;
const TIMEOUT_MS = 60_000;

/** The operators' part of Parley's API. */
export class OperatorApi {
  private readonly base: string;
  private readonly token: string;

  constructor(url: URL, token: string) {
    this.base = `${url.origin}/api/v1/admin/dead-letters`;
    this.token = token;
  }

  /** Newest first, page by page. */
  async *letters({ topic, type }: Filter, status: string, limit: number): AsyncGenerator<Letter> {
    let left = limit;
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: String(Math.min(PAGE, left)) });
      const wanted = {
        topic,
        type,
        status: status === 'all' ? undefined : status,
        cursor: cursor ?? undefined,
      };
      for (const [name, value] of Object.entries(wanted)) if (value !== undefined) query.set(name, value);
      const page: { items: Letter[]; nextCursor: string | null } = await this.call(
        'GET',
        `?${query.toString()}`,
      );
      yield* page.items;
      left -= page.items.length;
      cursor = page.nextCursor;
    } while (cursor !== null && left > 0);
  }

  show(id: string): Promise<FullLetter> {
    return this.call('GET', `/${encodeURIComponent(id)}`);
  }

  replay(id: string, force: boolean): Promise<FullLetter> {
    return this.call('POST', `/${encodeURIComponent(id)}/replay`, { force });
  }

  drop(id: string): Promise<FullLetter> {
    return this.call('POST', `/${encodeURIComponent(id)}/drop`);
  }

  replayAll(filter: Filter & { readonly to: string | undefined }): Promise<BulkReplay> {
    return this.call('POST', '/replay', filter);
  }

  /** @throws RefusedError with what the problem document says */
  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      ...(body && { 'content-type': 'application/json' }),
    };
    const request = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(this.base + path, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
      text = await answer.text();
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
      throw new RefusedError(`${this.base} does not answer: ${reason}`);
    }
    const json = jsonIn(text) as T & { detail?: string; code?: string };
    if (!answer.ok) {
      throw new RefusedError(
        `${json.detail ?? 'Refused.'} (${answer.status} ${json.code ?? ''})`.replace(' )', ')'),
      );
    }
    return json;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}
