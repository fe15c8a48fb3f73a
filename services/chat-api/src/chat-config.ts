import { ServiceConfig } from '@parley/service-kit';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

export class ChatConfig extends ServiceConfig {
  /** Days for which a client can be away and still fetch what it missed, instead of loading everything anew. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  CHANGE_RETENTION_DAYS = 30;
}
