import { ServiceConfig } from '@parley/service-kit';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** Variables of identity beside those of every service. */
export class IdentityConfig extends ServiceConfig {
  /** Attempts to sign in or up that one address, or one e-mail address, may make per minute. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  SIGN_IN_RATE_PER_MINUTE = 10;
}
