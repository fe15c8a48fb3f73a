import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { DomainError, type ErrorKind } from '@parley/kernel';
import type { Principal } from '../auth/principal.js';
import type { ServiceConfig } from '../config/service-config.js';
import { SERVICE_CONFIG } from '../config/tokens.js';
import { RateLimiter, WINDOW_SECONDS } from './rate-limiter.js';

export class TooManyRequestsError extends DomainError {
  readonly code = 'rate.limited';
  readonly kind: ErrorKind = 'rate-limited';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(retryAfter: number) {
    super(`Too many requests. Try again in ${retryAfter} s.`);
    this.details = { retryAfter };
  }
}

/** The part of a response that is used here. */
export interface HeaderSink {
  setHeader(name: string, value: string): void;
}

/** Limits what one user may ask of the HTTP API (RateLimit fields: draft-ietf-httpapi-ratelimit-headers). */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly limiter: RateLimiter,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const http = context.switchToHttp();
    const { principal } = http.getRequest<{ principal?: Principal }>();
    if (!principal) return true;
    this.admit(principal.userId, http.getResponse<HeaderSink>());
    return true;
  }

  /**
   * Counts a request of `caller` and tells what is left.
   * @param limit requests per window; what the service is configured with when absent
   * @throws TooManyRequestsError
   */
  admit(caller: string, response: HeaderSink, limit = this.config.API_REQUESTS_PER_10S): void {
    const { allowed, remaining, resetSeconds } = this.limiter.take(caller, limit);
    response.setHeader('ratelimit-policy', `"user";q=${limit};w=${WINDOW_SECONDS}`);
    response.setHeader('ratelimit', `"user";r=${remaining};t=${resetSeconds}`);
    if (!allowed) throw new TooManyRequestsError(resetSeconds);
  }
}
