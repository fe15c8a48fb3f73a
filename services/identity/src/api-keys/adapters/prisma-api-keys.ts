import { Injectable } from '@nestjs/common';
import { IdentityTransactions } from '../../identity-transactions.js';
import { ApiKeys, type ApiKey, type NewApiKey, type OwnedApiKey } from '../application/api-keys.js';

const SHOWN = {
  id: true,
  name: true,
  start: true,
  enabled: true,
  expiresAt: true,
  lastUsedAt: true,
  createdAt: true,
} as const;

/** {@link ApiKeys} in Postgres. */
@Injectable()
export class PrismaApiKeys extends ApiKeys {
  constructor(private readonly transactions: IdentityTransactions) {
    super();
  }

  override listOf(userId: string): Promise<ApiKey[]> {
    return this.transactions.current.apiKey.findMany({
      where: { userId },
      orderBy: { id: 'desc' },
      select: SHOWN,
    });
  }

  override async byDigest(digest: string): Promise<OwnedApiKey | undefined> {
    const row = await this.transactions.current.apiKey.findUnique({
      where: { digest },
      select: {
        ...SHOWN,
        userId: true,
        workspaceId: true,
        user: { select: { name: true, timeZone: true, locale: true } },
      },
    });
    if (!row) return undefined;
    const { user, ...key } = row;
    return { ...key, owner: user };
  }

  override async countLocked(userId: string): Promise<number> {
    const { client } = this.transactions;
    await client.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`;
    return client.apiKey.count({ where: { userId } });
  }

  override async add(key: NewApiKey): Promise<void> {
    await this.transactions.client.apiKey.create({ data: key, select: { id: true } });
  }

  override async remove(userId: string, id: string): Promise<string | undefined> {
    const [removed] = await this.transactions.client.$queryRaw<{ workspace_id: string }[]>`
      DELETE FROM api_keys WHERE id = ${id}::uuid AND user_id = ${userId} RETURNING workspace_id`;
    return removed?.workspace_id;
  }

  override async used(id: string, at: Date): Promise<void> {
    await this.transactions.current.apiKey.updateMany({ where: { id }, data: { lastUsedAt: at } });
  }
}
