import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorKind } from '@parley/kernel';
import { IdentityConfig } from '../../identity-config.js';
import { addressBlock } from './address-block.js';
import { EmailDigest } from './email-digest.js';

/** How often something was tried within its window. */
export abstract class AttemptCounter {
  /** Counts one more attempt. @returns attempts in the window, and the seconds until it ends */
  abstract count(key: string, windowSeconds: number): Promise<{ attempts: number; endsIn: number }>;
}

export class TooManyAttemptsError extends DomainError {
  readonly code = 'auth.too-many-attempts';
  readonly kind: ErrorKind = 'rate-limited';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(retryAfter: number) {
    super(`Too many attempts. Try again in ${retryAfter} seconds.`);
    this.details = { retryAfter };
  }
}

const WINDOW_SECONDS = 60;
/** One address alone cannot use up what an account may take, and so lock its owner out. */
const ADDRESSES_PER_ACCOUNT = 5;

/** Slows down guessing: per address, and per account for guesses from many addresses. */
@Injectable()
export class SignInLimits {
  constructor(
    private readonly counter: AttemptCounter,
    private readonly digest: EmailDigest,
    private readonly config: IdentityConfig,
  ) {}

  /** @throws TooManyAttemptsError */
  async attempt(ip: string, email: string | undefined): Promise<void> {
    const rate = this.config.SIGN_IN_RATE_PER_MINUTE;
    await this.within(`address:${addressBlock(ip)}`, rate);
    if (email !== undefined)
      await this.within(`account:${this.digest.of(email)}`, rate * ADDRESSES_PER_ACCOUNT);
  }

  private async within(key: string, max: number): Promise<void> {
    const { attempts, endsIn } = await this.counter.count(key, WINDOW_SECONDS);
    if (attempts > max) throw new TooManyAttemptsError(endsIn);
  }
}
