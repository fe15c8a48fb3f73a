import { Injectable } from '@nestjs/common';
import { Clock, DomainError, newId, type ErrorKind } from '@parley/kernel';
import { IdentityTransactions } from '../../identity-transactions.js';
import { SecurityLog } from '../../security/security-log.js';
import { newKeyMaterial } from '../domain/key-material.js';
import { ApiKeys, type ApiKey } from './api-keys.js';

const MAX_KEYS = 50;

export class TooManyApiKeysError extends DomainError {
  readonly code = 'api-key.too-many';
  readonly kind: ErrorKind = 'conflict';

  constructor() {
    super(`You have ${MAX_KEYS} keys already. Revoke one that you no longer use.`);
  }
}

/** Whose key is made, what it is called, and how long it is to last. */
export interface ApiKeyWish {
  readonly userId: string;
  readonly workspaceId: string;
  readonly name: string;
  /** Seconds; for ever when absent. */
  readonly expiresIn?: number | undefined;
}

/** Makes a key with which programs act for its owner within one workspace. */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly keys: ApiKeys,
    private readonly log: SecurityLog,
    private readonly clock: Clock,
  ) {}

  /** @returns the key with `key`, which is never told again. @throws TooManyApiKeysError */
  async execute(wish: ApiKeyWish): Promise<ApiKey & { readonly key: string }> {
    const { key, digest, start } = newKeyMaterial();
    const { userId, workspaceId, name, expiresIn } = wish;
    const createdAt = this.clock.now();
    const expiresAt = expiresIn === undefined ? null : new Date(createdAt.getTime() + expiresIn * 1000);
    const id = newId();
    await this.transactions.run(async () => {
      if ((await this.keys.countLocked(userId)) >= MAX_KEYS) throw new TooManyApiKeysError();
      await this.keys.add({ id, digest, start, name, userId, workspaceId, expiresAt, createdAt });
      this.log.record({ action: 'key.created', workspaceId, userId, objectId: id, details: { name, start } });
    });
    return { id, name, start, key, enabled: true, expiresAt, lastUsedAt: null, createdAt };
  }
}
