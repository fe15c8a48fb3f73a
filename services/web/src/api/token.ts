import { SessionEnded } from './problem.js';

/** What the browser reads of a token; it never checks the signature, the services do. */
export interface TokenClaims {
  readonly sub: string;
  readonly exp: number;
  readonly name?: string;
  readonly zoneinfo?: string;
  readonly locale?: string;
}

/** Seconds before expiry from which a token is no longer handed out. */
export const TOKEN_MARGIN_SECONDS = 60;

/** Reads the claims of a JWT. Throws when the text is not one. */
export function readClaims(token: string): TokenClaims {
  const payload = token.split('.')[1];
  if (payload === undefined) throw new Error('Not a token.');
  const base64 = payload.replace(/-/g, '+').replace(/_/g, '/');
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as TokenClaims;
}

/** Hands out the access token, fetched once per lifetime however many callers ask at the same time. */
export class TokenSource {
  private current: { readonly token: string; readonly exp: number } | null = null;
  private pending: Promise<string> | null = null;

  /**
   * @param fetchToken asks the server; null means that there is no session any more
   * @param nowSeconds the clock, in seconds since the epoch
   */
  constructor(
    private readonly fetchToken: () => Promise<string | null>,
    private readonly nowSeconds: () => number,
  ) {}

  /** Throws {@link SessionEnded} when the session is over. */
  get(): Promise<string> {
    if (this.current !== null && this.current.exp - this.nowSeconds() > TOKEN_MARGIN_SECONDS) {
      return Promise.resolve(this.current.token);
    }
    this.pending ??= this.refresh().finally(() => {
      this.pending = null;
    });
    return this.pending;
  }

  /** Forgets the token, after a 401 or when the person signs out. */
  forget(): void {
    this.current = null;
  }

  /** Seconds until the token should be replaced; 0 when there is none. */
  secondsLeft(): number {
    if (this.current === null) return 0;
    return Math.max(0, this.current.exp - TOKEN_MARGIN_SECONDS - this.nowSeconds());
  }

  private async refresh(): Promise<string> {
    const token = await this.fetchToken();
    if (token === null) {
      this.current = null;
      throw new SessionEnded();
    }
    this.current = { token, exp: readClaims(token).exp };
    return token;
  }
}
