import { Injectable } from '@nestjs/common';
import { Clock, DomainError, type ErrorKind } from '@parley/kernel';
import { tokenClaims } from '../../tokens/application/token-claims.js';
import { TokenSigner } from '../../tokens/application/token-signer.js';
import { Workspaces } from '../../tokens/application/workspaces.js';
import { digestOf } from '../domain/key-material.js';
import { ApiKeys } from './api-keys.js';

/** How exactly the last use is known. */
const USE_RESOLUTION_MS = 60_000;

/** The key is unknown, expired, disabled, or its owner left the workspace; which one is not told. */
export class InvalidApiKeyError extends DomainError {
  readonly code = 'auth.invalid-api-key';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super('This API key is not valid.');
  }
}

/** Gives a short-lived token of the owner for a key. */
@Injectable()
export class ExchangeApiKey {
  constructor(
    private readonly keys: ApiKeys,
    private readonly workspaces: Workspaces,
    private readonly signer: TokenSigner,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidApiKeyError */
  async execute(key: string): Promise<string> {
    const now = this.clock.now();
    const known = await this.keys.byDigest(digestOf(key));
    if (!known?.enabled || (known.expiresAt !== null && known.expiresAt <= now))
      throw new InvalidApiKeyError();
    const membership = await this.workspaces.membership(known.userId, known.workspaceId);
    if (membership?.workspaceId !== known.workspaceId) throw new InvalidApiKeyError();
    if (now.getTime() - (known.lastUsedAt?.getTime() ?? 0) >= USE_RESOLUTION_MS) {
      await this.keys.used(known.id, now);
    }
    const claims = tokenClaims(known.owner, membership, `key:${known.id}`);
    return this.signer.sign(known.userId, claims, known.expiresAt);
  }
}
