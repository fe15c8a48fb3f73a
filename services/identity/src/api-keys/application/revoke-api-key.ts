import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorKind } from '@parley/kernel';
import { IdentityTransactions } from '../../identity-transactions.js';
import { SecurityLog } from '../../security/security-log.js';
import { ApiKeys } from './api-keys.js';

export class ApiKeyNotFoundError extends DomainError {
  readonly code = 'api-key.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('You have no such key.');
  }
}

/** Ends a key. Services that exchanged it lately may accept it for ten seconds more. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly keys: ApiKeys,
    private readonly log: SecurityLog,
  ) {}

  /** @throws ApiKeyNotFoundError also for the key of somebody else */
  async execute(userId: string, id: string): Promise<void> {
    await this.transactions.run(async () => {
      const workspaceId = await this.keys.remove(userId, id);
      if (workspaceId === undefined) throw new ApiKeyNotFoundError();
      this.log.record({ action: 'key.revoked', workspaceId, userId, objectId: id });
    });
  }
}
