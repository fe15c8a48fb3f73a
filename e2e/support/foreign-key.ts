import { generateKeyPair, exportJWK, decodeJwt, SignJWT, type JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { secretOf } from './own-secrets.ts';

/** Signs tokens as identity does, with claims of the test's choice. */
export interface Mint {
  /** A token with the claims of `token`, changed by `claims`. */
  sign(token: string, claims: JWTPayload): Promise<string>;
}

/** A key that nobody knows: what it signs is forged. */
export async function forger(): Promise<Mint> {
  return mintOf((await generateKeyPair('EdDSA')).privateKey, randomUUID());
}

/** A key that identity publishes, put among its keys behind its back: what it signs is genuine, whatever the claims. */
export async function secondMint(): Promise<Mint> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const id = randomUUID();
  const client = new pg.Client({ connectionString: secretOf('identity-database', 'url') });
  await client.connect();
  try {
    // Older than the real one, which therefore goes on to sign.
    await client.query(
      `INSERT INTO jwks (id, public_key, private_key, alg, crv, created_at)
       VALUES ($1, $2, '', 'EdDSA', 'Ed25519', '2020-01-01')`,
      [id, JSON.stringify(await exportJWK(publicKey))],
    );
  } finally {
    await client.end();
  }
  return mintOf(privateKey, id);
}

function mintOf(key: CryptoKey, kid: string): Mint {
  return {
    sign: (token, claims) =>
      new SignJWT({ ...decodeJwt(token), ...claims }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key),
  };
}
