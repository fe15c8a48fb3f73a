import {
  createParamDecorator,
  Inject,
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { DomainError, type ErrorKind } from '@parley/kernel';
import { UnauthenticatedError } from '@parley/service-kit';
import { IdentityConfig } from '../../../identity-config.js';
import { Workspaces } from '../../../tokens/application/workspaces.js';
import { AUTH, type Auth } from '../better-auth/auth.js';
import { AUTH_SECRETS, type AuthSecrets } from '../better-auth/key-encryption.js';
import type { HttpRequest } from './http-types.js';
import { webHeaders } from './web-exchange.js';

/** Who holds the session cookie, and the workspace it acts in. */
export interface CurrentSession {
  readonly userId: string;
  readonly workspaceId: string;
}

/** A page of another site tries to use the cookie. */
export class ForeignOriginError extends DomainError {
  readonly code = 'auth.foreign-origin';
  readonly kind: ErrorKind = 'forbidden';

  constructor() {
    super('A request with a cookie must come from our own pages.');
  }
}

type WithSession = HttpRequest & { account?: CurrentSession };

/** Admits the holder of a session cookie; changes only from our own origin, as better-auth does for its routes. */
@Injectable()
export class SessionGuard implements CanActivate {
  private readonly origin: string;

  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(AUTH_SECRETS) private readonly secrets: AuthSecrets,
    private readonly workspaces: Workspaces,
    config: IdentityConfig,
  ) {
    this.origin = new URL(config.PUBLIC_URL).origin;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WithSession>();
    if (request.method !== 'GET' && request.headers.origin !== this.origin) throw new ForeignOriginError();
    const found = await this.auth.api.getSession({
      headers: webHeaders(request, this.secrets),
      query: { disableRefresh: true },
    });
    if (!found) throw new UnauthenticatedError();
    const membership = await this.workspaces.membership(found.user.id, found.session.activeOrganizationId);
    if (!membership) throw new UnauthenticatedError();
    request.account = { userId: found.user.id, workspaceId: membership.workspaceId };
    return true;
  }
}

/** The {@link CurrentSession} behind a {@link SessionGuard}. */
export const CurrentAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext): CurrentSession => {
    const { account } = context.switchToHttp().getRequest<WithSession>();
    if (!account) throw new UnauthenticatedError();
    return account;
  },
);
