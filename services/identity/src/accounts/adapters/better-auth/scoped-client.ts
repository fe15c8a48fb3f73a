import type { PrismaClient } from '../../../generated/prisma/client.js';
import type { IdentityTransactions } from '../../../identity-transactions.js';

/**
 * A client for code that knows nothing of our transactions: every statement goes to the running one, and to the
 * pool where none runs. `$transaction` joins the running one.
 */
export function scopedClient(transactions: IdentityTransactions): PrismaClient {
  const client: PrismaClient = new Proxy(transactions.root, {
    get(_root, property) {
      if (property === '$transaction') {
        return (work: (tx: PrismaClient) => Promise<unknown>) => transactions.run(() => work(client));
      }
      return Reflect.get(transactions.current, property) as unknown;
    },
  });
  return client;
}
