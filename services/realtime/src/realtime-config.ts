import { ServiceConfig } from '@parley/service-kit';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

export class RealtimeConfig extends ServiceConfig {
  /** Messages that one socket may send per ten seconds. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  SOCKET_MESSAGES_PER_10S = 100;
}
