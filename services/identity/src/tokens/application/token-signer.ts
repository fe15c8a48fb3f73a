import type { TokenClaims } from './token-claims.js';

/** Signs tokens with the current key. */
export abstract class TokenSigner {
  /** @param notAfter ends the token earlier than its usual lifetime */
  abstract sign(userId: string, claims: TokenClaims, notAfter?: Date | null): Promise<string>;
}
