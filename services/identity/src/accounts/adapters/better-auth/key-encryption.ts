import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';

/** The secret that encrypts signing keys, then those with which one may still be encrypted while it is rotated. */
export type AuthSecrets = readonly [string, ...string[]];

/** Nest token of {@link AuthSecrets}. */
export const AUTH_SECRETS = Symbol('AUTH_SECRETS');

/**
 * The private half of a signing key, encrypted with the current secret.
 * @param stored as better-auth stores it, with whatever secret
 * @returns undefined when none of the secrets reads it
 */
export async function underCurrentSecret(
  stored: string,
  [current, ...accepted]: AuthSecrets,
): Promise<string | undefined> {
  if ((await decrypted(stored, current)) !== undefined) return stored;
  for (const secret of accepted) {
    const data = await decrypted(stored, secret);
    if (data !== undefined) return JSON.stringify(await symmetricEncrypt({ key: current, data }));
  }
  return undefined;
}

async function decrypted(stored: string, secret: string): Promise<string | undefined> {
  try {
    return await symmetricDecrypt({ key: secret, data: JSON.parse(stored) as string });
  } catch {
    return undefined;
  }
}
