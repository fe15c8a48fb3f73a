import {
  createParamDecorator,
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';

export const KEY_SET = Symbol('KEY_SET');

export interface Owner {
  readonly userId: string;
  readonly workspaceId: string;
}

interface Request {
  readonly headers: { readonly authorization?: string };
  owner?: Owner;
}

/** Verifies the product's tokens offline, by the same library. */
@Injectable()
export class TokenGuard implements CanActivate {
  private readonly keys: ReturnType<typeof createLocalJWKSet>;

  constructor(@Inject(KEY_SET) keySet: JSONWebKeySet) {
    this.keys = createLocalJWKSet(keySet);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: ['EdDSA'],
        issuer: 'parley',
        audience: 'parley',
        requiredClaims: ['sub', 'wid', 'exp', 'iat'],
      });
      request.owner = { userId: payload.sub ?? '', workspaceId: String(payload['wid']) };
      return true;
    } catch (error) {
      throw new UnauthorizedException(undefined, { cause: error });
    }
  }
}

/** Whose token came with the request. */
export const CurrentOwner = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ owner: Owner }>().owner,
);
