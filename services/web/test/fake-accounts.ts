import { randomUUID } from 'node:crypto';
import { type Answer, type Handler, ok, type Request } from './fake-http.ts';

interface Account {
  readonly id: string;
  name: string;
  readonly email: string;
  readonly password: string;
  timeZone: string | null;
  locale: string | null;
}

interface Key {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly createdAt: string;
  readonly lastRequest: string | null;
}

/** better-auth's answers, for accounts that live as long as the process. */
export class FakeAccounts {
  readonly keys: Key[] = [];
  /** Seconds a token is good for. */
  tokenSeconds = 600;
  private readonly accounts = new Map<string, Account>();
  private readonly sessions = new Map<string, Account>();
  private readonly tokens = new Set<string>();

  accepts(token: string): boolean {
    return this.tokens.has(token);
  }

  /** Ends every session and every token, as an administrator would. */
  revokeAll(): void {
    this.sessions.clear();
    this.tokens.clear();
  }

  routes(): Record<string, Handler> {
    return {
      'POST /api/auth/sign-up/email': (request) => this.signUp(request),
      'POST /api/auth/sign-in/email': (request) => this.signIn(request),
      'POST /api/auth/sign-out': (request) => {
        this.sessions.delete(cookie(request));
        return ok({ success: true });
      },
      'GET /api/auth/get-session': (request) => {
        const user = this.sessions.get(cookie(request));
        return ok(user === undefined ? null : { session: { id: 'session' }, user });
      },
      'GET /api/auth/token': (request) => this.token(request),
      'POST /api/auth/update-user': (request) => {
        Object.assign(this.sessions.get(cookie(request)) ?? {}, request.body);
        return ok({ status: true });
      },
      'GET /api/auth/api-key/list': () => ok({ apiKeys: this.keys, total: this.keys.length }),
      'POST /api/auth/api-key/create': ({ body }) => this.createKey(String(body['name'])),
      'POST /api/auth/api-key/delete': ({ body }) => {
        const index = this.keys.findIndex((key) => key.id === body['keyId']);
        if (index >= 0) this.keys.splice(index, 1);
        return ok({ success: true });
      },
    };
  }

  private signUp({ body }: Request): Answer {
    const email = String(body['email']);
    if (this.accounts.has(email)) {
      const code = 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL';
      return { status: 422, body: { code, message: 'User already exists. Use another email.' } };
    }
    const account: Account = {
      id: randomUUID(),
      name: String(body['name']),
      email,
      password: String(body['password']),
      timeZone: (body['timeZone'] as string | undefined) ?? null,
      locale: (body['locale'] as string | undefined) ?? null,
    };
    this.accounts.set(email, account);
    return this.enter(account);
  }

  private signIn({ body }: Request): Answer {
    const account = this.accounts.get(String(body['email']));
    if (account?.password !== body['password'] || account === undefined) {
      return {
        status: 401,
        body: { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' },
      };
    }
    return this.enter(account);
  }

  private enter(account: Account): Answer {
    const session = randomUUID();
    this.sessions.set(session, account);
    return ok({ user: account }, { 'set-cookie': `session=${session}; HttpOnly; Path=/; SameSite=Lax` });
  }

  private token(request: Request): Answer {
    const account = this.sessions.get(cookie(request));
    if (account === undefined)
      return { status: 401, body: { code: 'UNAUTHORIZED', message: 'Unauthorized' } };
    const exp = Math.floor(Date.now() / 1_000) + this.tokenSeconds;
    const claims = { sub: account.id, name: account.name, exp, jti: randomUUID() };
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.fake`;
    this.tokens.add(token);
    return ok({ token });
  }

  private createKey(name: string): Answer {
    const key = `parley_${randomUUID().replaceAll('-', '')}`;
    const entry = { id: randomUUID(), name, start: key.slice(0, 12), createdAt: new Date().toISOString() };
    this.keys.push({ ...entry, lastRequest: null });
    return ok({ ...entry, key });
  }
}

function cookie(request: Request): string {
  return /session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
}
