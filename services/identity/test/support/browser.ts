import { PUBLIC_URL } from './identity.js';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Keeps cookies and says where it comes from, as a browser does. */
export class Browser {
  private cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly origin: string | null = PUBLIC_URL,
  ) {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), headers);
  }

  /** Sends a body as it is. */
  async send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/auth${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.origin !== null && { origin: this.origin }),
        ...(this.cookies.size > 0 && { cookie: this.cookieHeader }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    for (const cookie of answer.headers.getSetCookie()) this.keep(cookie);
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';', 1);
    const [name = '', value = ''] = pair.split('=', 2);
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

let people = 0;

/** Somebody who signs up. */
export function aPerson(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  people += 1;
  return {
    name: `Person ${people}`,
    email: `person-${people}-${process.pid}@example.test`,
    password: 'correct horse battery',
    timeZone: 'Europe/Berlin',
    locale: 'de-AT',
    ...overrides,
  };
}
