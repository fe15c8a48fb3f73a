import { newId } from '@parley/kernel';
import type { Jwk } from 'better-auth/plugins';
import type { IdentityTransactions } from '../../../identity-transactions.js';

/**
 * Keeps a new signing key, unless another replica made one meanwhile: with two, services would refuse for some
 * seconds the tokens of that which they did not see.
 * @returns the key to sign with
 */
export function keepSigningKey(transactions: IdentityTransactions, key: Omit<Jwk, 'id'>): Promise<Jwk> {
  return transactions.run(async () => {
    const { client } = transactions;
    await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('parley.signing-keys', 0))`;
    const live = await client.jwks.findFirst({
      where: { OR: [{ expiresAt: null }, { expiresAt: { gt: key.createdAt } }] },
      orderBy: { createdAt: 'desc' },
    });
    const { publicKey, privateKey, createdAt, expiresAt, alg, crv } = key;
    const row =
      live ??
      (await client.jwks.create({
        data: {
          id: newId(),
          publicKey,
          privateKey,
          createdAt,
          expiresAt: expiresAt ?? null,
          alg: alg ?? null,
          crv: crv ?? null,
        },
      }));
    return { ...key, ...row, expiresAt: row.expiresAt ?? undefined, alg: key.alg, crv: key.crv } as Jwk;
  });
}
