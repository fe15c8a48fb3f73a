import { Logger } from '@nestjs/common';
import { DomainError, isDomainError, newId, type ErrorKind } from '@parley/kernel';
import type { Jwk } from 'better-auth/plugins';
import type { IdentityTransactions } from '../../../identity-transactions.js';
import { underCurrentSecret, type AuthSecrets } from './key-encryption.js';

const logger = new Logger('SigningKeys');

/** Tokens could not be signed: the key in the database was encrypted with a secret that is not here. */
export class UnreadableSigningKeyError extends DomainError {
  readonly code = 'identity.unreadable-signing-key';
  readonly kind: ErrorKind = 'conflict';

  constructor(id: string) {
    super(
      `The secret "identity-auth" does not decrypt signing key ${id} in identity's database. ` +
        'Put the former value back: as "secret.accepted" beside the new one, or as "secret". ' +
        'If it is lost, run "DELETE FROM jwks" in that database: everybody has to sign in again. ' +
        'See docs/operate/rotate.md.',
    );
  }
}

/** The signing keys as better-auth stores them, some perhaps encrypted with a secret that is accepted. */
export class SigningKeys {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly secrets: AuthSecrets,
  ) {}

  /**
   * Encrypts with the current secret what an accepted one reads, so that the latter can be taken away. Does without
   * while the database is away, since any later start does it as well.
   * @throws UnreadableSigningKeyError when the key that signs cannot be read
   */
  async takeOver(): Promise<void> {
    try {
      await this.encryptAnew();
    } catch (error) {
      if (isDomainError(error)) throw error;
      logger.warn({ msg: 'The signing keys could not be looked at.', err: error });
    }
  }

  /** All of them, readable with the current secret as far as can be. */
  async all(): Promise<Jwk[]> {
    const rows = await this.transactions.current.jwks.findMany();
    return Promise.all(rows.map((row) => this.readable(row)));
  }

  /**
   * Keeps a new key, unless another replica made one meanwhile: with two, services would refuse for some seconds the
   * tokens of that which they did not see.
   * @returns the key to sign with
   */
  keep(key: Omit<Jwk, 'id'>): Promise<Jwk> {
    return this.transactions.run(async () => {
      const { client } = this.transactions;
      await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('parley.signing-keys', 0))`;
      const { publicKey, privateKey, createdAt, expiresAt, alg, crv } = key;
      const row =
        (await this.live(createdAt)) ??
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
      return this.readable(row);
    });
  }

  private async encryptAnew(): Promise<void> {
    const { current: client } = this.transactions;
    for (const { id, privateKey } of await client.jwks.findMany()) {
      const taken = await underCurrentSecret(privateKey, this.secrets);
      if (taken === undefined || taken === privateKey) continue;
      await client.jwks.updateMany({ where: { id, privateKey }, data: { privateKey: taken } });
    }
    const signing = await this.live(new Date());
    if (signing && (await underCurrentSecret(signing.privateKey, this.secrets)) === undefined)
      throw new UnreadableSigningKeyError(signing.id);
  }

  /** The key that signs. */
  private live(at: Date): Promise<KeyRow | null> {
    return this.transactions.current.jwks.findFirst({
      where: { OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] },
      orderBy: { createdAt: 'desc' },
    });
  }

  private async readable(row: KeyRow): Promise<Jwk> {
    const privateKey = (await underCurrentSecret(row.privateKey, this.secrets)) ?? row.privateKey;
    const { expiresAt, alg, crv } = row;
    return {
      ...row,
      privateKey,
      expiresAt: expiresAt ?? undefined,
      alg: alg ?? undefined,
      crv: crv ?? undefined,
    } as Jwk;
  }
}

type KeyRow = NonNullable<Awaited<ReturnType<IdentityTransactions['client']['jwks']['findFirst']>>>;
