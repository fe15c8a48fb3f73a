import { Injectable } from '@nestjs/common';
import { exchangeApiKey } from '@parley/contracts';
import { DaprClient } from '@parley/dapr';
import { createHash } from 'node:crypto';

/** How long a revoked key may still work. */
const CACHE_MS = 10_000;
const CACHE_ENTRIES = 10_000;

/** Exchanges API keys for tokens of their owners, and remembers the answer for ten seconds. */
@Injectable()
export class ApiKeys {
  private readonly cache = new Map<string, { readonly token: Promise<string>; readonly until: number }>();

  constructor(private readonly dapr: DaprClient) {}

  /** @throws RemoteError `unauthenticated` for a key that identity does not know */
  async tokenFor(key: string): Promise<string> {
    const digest = createHash('sha256').update(key).digest('base64');
    const known = this.cache.get(digest);
    if (known && known.until > Date.now()) return known.token;
    const token = this.dapr.invoke(exchangeApiKey, { key }).then((answer) => answer.token);
    if (this.cache.size >= CACHE_ENTRIES) this.cache.clear();
    this.cache.set(digest, { token, until: Date.now() + CACHE_MS });
    token.catch(() => this.cache.delete(digest));
    return token;
  }
}
