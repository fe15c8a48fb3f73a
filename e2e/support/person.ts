import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Caller } from './caller.ts';
import { ClientSocket } from './client-socket.ts';
import { Follower } from './follower.ts';
import { request } from './http.ts';
import { target } from './target.ts';

export interface SignUp {
  readonly timeZone?: string;
  readonly name?: string;
  readonly password?: string;
}

/** Somebody with an account, a session and a token, who talks to Parley as a browser would. */
export class Person extends Caller {
  readonly email: string;
  readonly password: string;
  token = '';
  private cookie = '';
  private readonly sockets: ClientSocket[] = [];

  private constructor(email: string, password: string) {
    super(() => ({ authorization: `Bearer ${this.token}` }));
    this.email = email;
    this.password = password;
  }

  /** Makes an account of its own, so that tests do not see each other's data. */
  static async signUp({ timeZone = 'Europe/Berlin', name = 'Ann', password }: SignUp = {}): Promise<Person> {
    const person = new Person(`${randomUUID()}@example.test`, password ?? `pass-${randomUUID()}`);
    const account = { name, email: person.email, password: person.password, timeZone, locale: 'en' };
    await person.session('POST', '/sign-up/email', account);
    await person.renewToken();
    return person.meet();
  }

  /** The same account on another device: another session. */
  async signInElsewhere(): Promise<Person> {
    const other = new Person(this.email, this.password);
    await other.session('POST', '/sign-in/email', { email: this.email, password: this.password });
    await other.renewToken();
    return other.meet();
  }

  /** A call with the session's cookie and the origin a browser sends. @throws Error unless it succeeds */
  async session<T>(method: string, path: string, body?: object): Promise<T> {
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
    this.token = (await this.session<{ token: string }>('GET', '/token')).token;
    return this.token;
  }

  /** A program that acts for this person with a new API key. */
  async program(): Promise<Caller & { readonly key: string; readonly keyId: string }> {
    const { key, id } = await this.session<{ key: string; id: string }>('POST', '/api-key/create', {
      name: 'program',
    });
    const caller = await new Caller(() => ({ 'x-api-key': key })).meet();
    return Object.assign(caller, { key, keyId: id });
  }

  /** Opens a socket, as a tab does. */
  async openSocket(): Promise<ClientSocket> {
    const socket = this.newSocket();
    await socket.connected();
    return socket;
  }

  /** Opens a socket and follows the feed with it from the beginning. */
  async follow(): Promise<Follower> {
    const follower = new Follower(this, this.newSocket());
    await follower.socket.connected();
    return follower;
  }

  /** Closes every socket that was opened. */
  leave(): void {
    for (const socket of this.sockets) socket.close();
  }

  private newSocket(): ClientSocket {
    const socket = new ClientSocket(() => this.token);
    this.sockets.push(socket);
    return socket;
  }
}
