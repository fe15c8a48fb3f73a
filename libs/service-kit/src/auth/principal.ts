import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { DomainError, type ErrorKind } from '@parley/kernel';

/** Who acts, read from a verified token. Every query is made within this scope. */
export interface Principal {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: string;
  readonly sessionId: string;
  readonly name: string;
  /** IANA time zone. */
  readonly zone: string;
  /** BCP 47 language tag. */
  readonly locale: string;
  /** Second at which the token ends. */
  readonly expiresAt: number;
}

/** No token, or one that does not hold. The reason is not told. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'auth.required';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor(options?: ErrorOptions) {
    super('Sign in, or send a valid token or API key.', options);
  }
}

export const PUBLIC = Symbol('PUBLIC');

/** Marks a route that needs no token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** The caller of a route. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const request = context.switchToHttp().getRequest<{ principal?: Principal }>();
  if (!request.principal) throw new UnauthenticatedError();
  return request.principal;
});
