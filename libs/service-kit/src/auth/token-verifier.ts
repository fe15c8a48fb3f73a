import { Injectable } from '@nestjs/common';
import { getKeySet } from '@parley/contracts';
import { DaprClient } from '@parley/dapr';
import { Clock, isDomainError, SystemClock } from '@parley/kernel';
import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { UnauthenticatedError, type Principal } from './principal.js';

export const TOKEN_ISSUER = 'parley';
export const TOKEN_AUDIENCE = 'parley';

/** A token lives ten minutes; one that claims more was not made by identity. */
const MAX_AGE_SECONDS = 600;

/** By how much the clocks of services may differ: a token may have been made in the future, or have just ended. */
const CLOCKS_DIFFER_SECONDS = 60;

/** Tokens that are remembered, so that a client's next request with the same one costs no signature check. */
const REMEMBERED = 5_000;

/** Waited before an unknown key id makes this process ask identity again: how long a new key may be refused. */
const REFETCH_MS = 1_000;

/** Verifies the tokens of identity offline: the key set is fetched once, and again when a key is new. */
@Injectable()
export class TokenVerifier {
  private keys: Promise<ReturnType<typeof createLocalJWKSet>> | undefined;
  private fetchedAt = 0;
  private readonly known = new Map<string, { readonly principal: Principal; readonly until: number }>();

  constructor(
    private readonly dapr: DaprClient,
    private readonly clock: Clock = new SystemClock(),
  ) {}

  /** @throws UnauthenticatedError */
  async verify(token: string): Promise<Principal> {
    const known = this.known.get(token);
    if (known && this.clock.now().getTime() / 1_000 < known.until) return known.principal;
    try {
      const { payload } = await this.verified(token);
      const principal = principalOf(payload);
      this.remember(token, principal, payload);
      return principal;
    } catch (error) {
      // Identity being away is not the caller's fault.
      if (isDomainError(error) && error.kind === 'unavailable') throw error;
      throw new UnauthenticatedError({ cause: error });
    }
  }

  private async verified(token: string): Promise<{ payload: JWTPayload }> {
    const options = {
      algorithms: ['EdDSA'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      requiredClaims: ['sub', 'wid', 'sid', 'exp', 'iat'],
      maxTokenAge: MAX_AGE_SECONDS,
      clockTolerance: CLOCKS_DIFFER_SECONDS,
      currentDate: this.clock.now(),
    };
    try {
      return await jwtVerify(token, await this.keySet(), options);
    } catch (error) {
      if (
        !(error instanceof errors.JWKSNoMatchingKey) ||
        this.clock.now().getTime() - this.fetchedAt < REFETCH_MS
      )
        throw error;
      this.keys = undefined;
      return jwtVerify(token, await this.keySet(), options);
    }
  }

  private remember(token: string, principal: Principal, { iat = 0, exp = 0 }: JWTPayload): void {
    const until = Math.min(exp, iat + MAX_AGE_SECONDS) + CLOCKS_DIFFER_SECONDS;
    const [oldest] = this.known.size < REMEMBERED ? [] : this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(token, { principal, until });
  }

  private keySet(): Promise<ReturnType<typeof createLocalJWKSet>> {
    this.keys ??= this.fetchKeys().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async fetchKeys(): Promise<ReturnType<typeof createLocalJWKSet>> {
    const keySet = await this.dapr.invoke(getKeySet, {});
    this.fetchedAt = this.clock.now().getTime();
    return createLocalJWKSet(keySet);
  }
}

function principalOf(claims: JWTPayload): Principal {
  const text = (name: string, fallback?: string): string => {
    const value = claims[name];
    if (typeof value === 'string' && value !== '') return value;
    if (fallback === undefined) throw new Error(`The token lacks "${name}".`);
    return fallback;
  };
  return {
    userId: text('sub'),
    workspaceId: text('wid'),
    role: text('role', 'member'),
    sessionId: text('sid'),
    name: text('name', ''),
    zone: text('zoneinfo', 'UTC'),
    locale: text('locale', 'en'),
    expiresAt: claims.exp ?? 0,
  };
}
