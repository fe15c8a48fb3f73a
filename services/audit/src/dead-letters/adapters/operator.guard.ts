import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { DomainError, type ErrorKind } from '@parley/kernel';
import { RateLimitGuard, type HeaderSink } from '@parley/service-kit';
import { OperatorToken } from './operator-token.js';

/** Under which name an operator's doings are recorded and counted. */
export const OPERATOR = 'operator';

class OperatorRequiredError extends DomainError {
  readonly code = 'operator.required';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super('Send the operator token.');
  }
}

class NotTheOperatorError extends DomainError {
  readonly code = 'operator.refused';
  readonly kind: ErrorKind = 'forbidden';

  constructor() {
    super('This is not the operator token. Tokens and API keys of users do not open this.');
  }
}

/** Admits whoever runs the system, who is no user of a workspace. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    private readonly token: OperatorToken,
    private readonly rateLimit: RateLimitGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const { authorization } = http.getRequest<{ headers: { authorization?: string } }>().headers;
    const [, token] = /^Bearer (\S{1,4096})$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) throw new OperatorRequiredError();
    if (!this.token.matches(token)) throw new NotTheOperatorError();
    this.rateLimit.admit(OPERATOR, http.getResponse<HeaderSink>());
    return true;
  }
}
