import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** Query of `GET /audit/events`. */
export class ListQuery {
  /** Id of the task, series or other aggregate. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  subject?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  type?: string;

  /** First instant, inclusive (RFC 3339). */
  @IsOptional()
  @IsISO8601({ strict: true })
  from?: string;

  /** Last instant, exclusive (RFC 3339). */
  @IsOptional()
  @IsISO8601({ strict: true })
  to?: string;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  cursor?: number;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit = 50;
}

/** Query of `GET /audit/verify`: a head noted earlier, both members or neither. */
export class VerifyQuery {
  /** `head.seq` of an earlier verification. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  seq?: number;

  /** `head.hash` of the same verification. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  hash?: string;
}
