import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { TOKEN_SECONDS, type TokenClaims } from '../../../tokens/application/token-claims.js';
import { TokenSigner } from '../../../tokens/application/token-signer.js';
import { AUTH, type Auth } from './auth.js';

/** {@link TokenSigner} with better-auth's keys. */
@Injectable()
export class AuthTokenSigner extends TokenSigner {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async sign(userId: string, claims: TokenClaims, notAfter?: Date | null): Promise<string> {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const last = notAfter ? Math.floor(notAfter.getTime() / 1000) : Infinity;
    const exp = Math.min(iat + TOKEN_SECONDS, last);
    const { token } = await this.auth.api.signJWT({
      body: { payload: { ...claims, sub: userId, iat, exp } },
    });
    return token;
  }
}
