import type { PrismaClient } from '../../../generated/prisma/client.js';
import type { IdentityTransactions } from '../../../identity-transactions.js';

/**
 * A client for code that knows nothing of our transactions: every statement goes to the running one, and to the
 * pool where none runs.
 */
export function scopedClient(transactions: IdentityTransactions): PrismaClient {
  return new Proxy(transactions.root, {
    get: (_root, property) => Reflect.get(transactions.current, property) as unknown,
  });
}
