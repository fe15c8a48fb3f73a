import { missedPolicies, recurrenceModes, type MissedPolicy, type RecurrenceMode } from '@parley/recurrence';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { TaskFields } from '../../tasks/adapters/task-requests.js';

const CIVIL = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/;
const CIVIL_MESSAGE = '$property must be YYYY-MM-DD or YYYY-MM-DDTHH:MM';

/** A change of a series. Only the members that are given change; what was completed is never rewritten. */
export class EditSeriesBody extends TaskFields {
  @ValidateIf((body: EditSeriesBody) => body.title !== undefined)
  @IsString()
  @MaxLength(2_000)
  title?: string;

  /** RFC 5545 RRULE without DTSTART; kept as it is sent. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  rrule?: string;

  /** Civil date or date-time from which a new rule counts; the open occurrence when absent. */
  @IsOptional()
  @Matches(CIVIL, { message: CIVIL_MESSAGE })
  start?: string;

  @IsOptional()
  @IsIn(recurrenceModes)
  mode?: RecurrenceMode;

  /** `jump` leaves out what was missed, `one-by-one` works it off. */
  @IsOptional()
  @IsIn(missedPolicies)
  missed?: MissedPolicy;

  /** Future occurrences that are kept open. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  ahead?: number;

  /** IANA zone. */
  @IsOptional()
  @IsTimeZone()
  @MaxLength(64)
  zone?: string;

  /** Whether it stays in its zone when the user's changes. */
  @IsOptional()
  @IsBoolean()
  pinned?: boolean;

  /** Occurrence from which on the change holds; all that are open or to come when absent. */
  @IsOptional()
  @IsUUID()
  fromTaskId?: string;
}

/** A rule that somebody is about to use. */
export class PreviewBody {
  /** RFC 5545 RRULE without DTSTART. */
  @IsString()
  @MaxLength(1000)
  rrule!: string;

  /** Civil date or date-time from which the rule counts. */
  @Matches(CIVIL, { message: CIVIL_MESSAGE })
  start!: string;

  /** IANA zone; the caller's own when absent. */
  @IsOptional()
  @IsTimeZone()
  @MaxLength(64)
  zone?: string;

  @IsOptional()
  @IsIn(recurrenceModes)
  mode?: RecurrenceMode;

  /** Occurrences to leave out, by key. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(32, { each: true })
  exdates?: string[];

  /** How many dates to show. */
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 5;
}

/** Where the user is now. */
export class MoveZoneBody {
  /** IANA zone. */
  @IsTimeZone()
  @MaxLength(64)
  zone!: string;
}

export class SeriesQuery {
  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

export class DatesQuery {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 5;
}
