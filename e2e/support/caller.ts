import { randomUUID } from 'node:crypto';
import { request, type Answer, type RequestOptions } from './http.ts';
import type { FeedPage, Sent, Task } from './model.ts';

/** Calls the API in somebody's name. */
export class Caller {
  conversationId = '';
  private readonly credentials: () => Readonly<Record<string, string>>;

  constructor(credentials: () => Readonly<Record<string, string>>) {
    this.credentials = credentials;
  }

  /** A call whatever the answer; `path` is below `/api/v1`. */
  call<T>(method: string, path: string, { body, headers }: RequestOptions = {}): Promise<Answer<T>> {
    return request<T>(method, `/api/v1${path}`, {
      headers: { ...this.credentials(), ...headers },
      ...(body !== undefined && { body }),
    });
  }

  /** The body of a call that must succeed. @throws Error with the refusal */
  async ok<T>(method: string, path: string, options?: RequestOptions): Promise<T> {
    const { status, body } = await this.call<T>(method, path, options);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Finds the personal conversation, which is made on first use. */
  async meet(): Promise<this> {
    const { items } = await this.ok<{ items: { id: string }[] }>('GET', '/conversations');
    this.conversationId = items[0]?.id ?? '';
    return this;
  }

  say(text: string, clientMessageId: string = randomUUID()): Promise<Sent> {
    return this.ok<Sent>('POST', `/conversations/${this.conversationId}/messages`, {
      body: { clientMessageId, text },
    });
  }

  make(task: { readonly title: string; readonly [member: string]: unknown }): Promise<Task> {
    return this.ok<Task>('POST', '/tasks', { body: task });
  }

  /** Everything that a paged list holds. */
  async all<T>(path: string, query: Readonly<Record<string, string>>): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | null = null;
    do {
      const search = new URLSearchParams({ ...query, ...(cursor !== null && { cursor }) });
      const page: { items: T[]; nextCursor: string | null } = await this.ok(
        'GET',
        `${path}?${search.toString()}`,
      );
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  /** Every task that a filter matches, over all pages. */
  tasks(q = '', limit = 200): Promise<Task[]> {
    return this.all('/tasks', { q, limit: String(limit) });
  }

  changes(after: number, limit = 500): Promise<FeedPage> {
    return this.ok<FeedPage>('GET', `/changes?after=${after}&limit=${limit}`);
  }

  /** Position of the newest change: it moves with everything that is written for this person. */
  async head(): Promise<number> {
    return (await this.changes(0, 1)).head;
  }
}
