import { ServiceConfig } from '@parley/service-kit';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

export class AuditConfig extends ServiceConfig {
  /** Days for which a dead letter is kept after it was replayed or dropped; open ones stay. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  DEAD_LETTER_RETENTION_DAYS = 90;
}
