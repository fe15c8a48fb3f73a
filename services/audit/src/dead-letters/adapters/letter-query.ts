import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { LetterFilter } from '../application/dead-letter-store.js';
import { letterStatuses, letterTopics, type LetterStatus, type LetterTopic } from '../domain/dead-letter.js';

/** Which letters to replay; all that are open when it is empty. */
export class ReplayFilterBody {
  @IsOptional()
  @IsIn(letterTopics)
  topic?: LetterTopic;

  /** Type of the event. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  type?: string;

  /** Last delivered then or later (RFC 3339). */
  @IsOptional()
  @IsISO8601({ strict: true })
  from?: string;

  /** Last delivered before (RFC 3339); the time of the call when absent. */
  @IsOptional()
  @IsISO8601({ strict: true })
  to?: string;
}

/** How to replay one letter. */
export class ReplayBody {
  /** Also when it is older than services remember: those that handled it do so again. */
  @IsBoolean()
  force = false;
}

/** Query of `GET /admin/dead-letters`. */
export class LetterQuery {
  @IsOptional()
  @IsIn(letterTopics)
  topic?: LetterTopic;

  /** Type of the event. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  type?: string;

  @IsOptional()
  @IsIn(letterStatuses)
  status?: LetterStatus;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

export function filterOf({ topic, type, from, to }: ReplayFilterBody): LetterFilter {
  return {
    topic,
    type,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}
