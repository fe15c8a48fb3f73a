import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { requestScope } from '../logging/request-scope.js';
import { ApiKeys } from './api-keys.js';
import { PUBLIC, UnauthenticatedError, type Principal } from './principal.js';
import { TokenVerifier } from './token-verifier.js';

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  principal?: Principal;
}

/** Admits HTTP requests with a valid token or API key. Deliveries of the sidecar have their own token. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
    private readonly apiKeys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<Request>();
    request.principal = await this.tokens.verify(await this.tokenOf(request));
    const scope = requestScope.getStore();
    if (scope) Object.assign(scope, { userId: request.principal.userId });
    return true;
  }

  private async tokenOf({ headers }: Request): Promise<string> {
    const key = headers['x-api-key'];
    if (typeof key === 'string' && key !== '' && key.length <= 200) return this.apiKeys.tokenFor(key);
    const match = /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(String(headers.authorization ?? ''));
    if (!match?.[1]) throw new UnauthenticatedError();
    return match[1];
  }
}
