import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { request, type Answer, type RequestOptions } from './http.ts';
import type { FeedPage, Sent, Task } from './model.ts';
import { ClientSocket } from './client-socket.ts';
import { target } from './target.ts';

export interface SignUp {
  readonly timeZone?: string;
  readonly name?: string;
  readonly password?: string;
}

/** Somebody with an account, a session and a token, who talks to Parley as a browser would. */
export class Person {
  readonly email: string;
  readonly password: string;
  token = '';
  conversationId = '';
  private cookie = '';
  private readonly sockets: ClientSocket[] = [];

  private constructor(email: string, password: string) {
    this.email = email;
    this.password = password;
  }

  /** Makes an account of its own, so that tests do not see each other's data. */
  static async signUp({ timeZone = 'Europe/Berlin', name = 'Ann', password }: SignUp = {}): Promise<Person> {
    const person = new Person(`${randomUUID()}@example.test`, password ?? `pass-${randomUUID()}`);
    const account = { name, email: person.email, password: person.password, timeZone, locale: 'en' };
    await person.auth('POST', '/sign-up/email', account);
    await person.begin();
    return person;
  }

  /** The same account on another device: another session. */
  async signInElsewhere(): Promise<Person> {
    const other = new Person(this.email, this.password);
    await other.auth('POST', '/sign-in/email', { email: this.email, password: this.password });
    await other.begin();
    return other;
  }

  /** A call of the session, with its cookie and the origin a browser sends. @throws Error unless it succeeds */
  async auth<T>(method: string, path: string, body?: object): Promise<T> {
    for (;;) {
      const headers = { origin: target().url, ...(this.cookie === '' ? {} : { cookie: this.cookie }) };
      const answer = await request<T>(method, `/api/auth${path}`, { headers, ...(body && { body }) });
      if (answer.status === 429) {
        await delay(1_000 * Number(answer.headers.get('retry-after') ?? 1));
        continue;
      }
      if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
      if (cookies.length > 0) this.cookie = cookies.join('; ');
      return answer.body;
    }
  }

  async renewToken(): Promise<string> {
    this.token = (await this.auth<{ token: string }>('GET', '/token')).token;
    return this.token;
  }

  /** A call of the API with this person's token, whatever the answer. */
  call<T>(method: string, path: string, { body, headers }: RequestOptions = {}): Promise<Answer<T>> {
    return request<T>(method, `/api/v1${path}`, {
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      ...(body !== undefined && { body }),
    });
  }

  /** The body of a call that must succeed. @throws Error with the refusal */
  async ok<T>(method: string, path: string, options?: RequestOptions): Promise<T> {
    const { status, body } = await this.call<T>(method, path, options);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  say(text: string, clientMessageId: string = randomUUID()): Promise<Sent> {
    return this.ok<Sent>('POST', `/conversations/${this.conversationId}/messages`, {
      body: { clientMessageId, text },
    });
  }

  /** Every task that a filter matches, over all pages. */
  async tasks(q = '', limit = 200): Promise<Task[]> {
    const found: Task[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ q, limit: String(limit), ...(cursor !== null && { cursor }) });
      const page: { items: Task[]; nextCursor: string | null } = await this.ok(
        'GET',
        `/tasks?${query.toString()}`,
      );
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  changes(after: number, limit = 500): Promise<FeedPage> {
    return this.ok<FeedPage>('GET', `/changes?after=${after}&limit=${limit}`);
  }

  /** Opens a socket, as a tab does. */
  async openSocket(): Promise<ClientSocket> {
    const socket = new ClientSocket(() => this.token);
    this.sockets.push(socket);
    await socket.connected();
    return socket;
  }

  /** Closes every socket that was opened. */
  leave(): void {
    for (const socket of this.sockets) socket.close();
  }

  private async begin(): Promise<void> {
    await this.renewToken();
    const { items } = await this.ok<{ items: { id: string }[] }>('GET', '/conversations');
    this.conversationId = items[0]?.id ?? '';
  }
}
