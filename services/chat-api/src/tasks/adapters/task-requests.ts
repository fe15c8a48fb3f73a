import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsTimeZone,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { recurrenceModes, type RecurrenceMode } from '@parley/recurrence';
import { priorities, type Priority } from '../domain/task.js';

const CIVIL = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/;
const CIVIL_MESSAGE = '$property must be YYYY-MM-DD or YYYY-MM-DDTHH:MM';

/** When a task is due: `{"local": "2026-12-01T09:00"}`, or `{"local": "2026-12-01"}` for the whole day. */
export class DueInput {
  @Matches(CIVIL, { message: CIVIL_MESSAGE })
  local!: string;

  /** IANA zone; the caller's own when absent. */
  @IsOptional()
  @IsTimeZone()
  @MaxLength(64)
  zone?: string;
}

/** One reminder: minutes before the due time, or an instant. */
export class ReminderInput {
  /** Minutes before the due time. */
  @ValidateIf((input: ReminderInput) => input.at === undefined)
  @IsInt()
  @Min(0)
  @Max(525_600)
  offsetMinutes?: number;

  /** RFC 3339 instant. */
  @ValidateIf((input: ReminderInput) => input.offsetMinutes === undefined)
  @IsISO8601({ strict: true })
  at?: string;
}

/** How a task repeats. */
export class RecurrenceInput {
  /** RFC 5545 RRULE without DTSTART, e.g. `FREQ=MONTHLY;BYMONTHDAY=1`. */
  @IsString()
  @MaxLength(1000)
  rrule!: string;

  /** Civil date or date-time from which the rule counts; the due time when absent. */
  @IsOptional()
  @Matches(CIVIL, { message: CIVIL_MESSAGE })
  start?: string;

  @IsOptional()
  @IsIn(recurrenceModes)
  mode?: RecurrenceMode;
}

class TaskFields {
  @IsOptional()
  @IsString()
  @MaxLength(16_000)
  notes?: string;

  @IsOptional()
  @IsIn(priorities)
  priority?: Priority;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  tags?: string[];

  @IsOptional()
  @IsString()
  @MaxLength(100)
  list?: string | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => DueInput)
  due?: DueInput | null;

  /** Replaces the default, which is one reminder at a due time of day. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ReminderInput)
  reminders?: ReminderInput[];
}

export class CreateTaskBody extends TaskFields {
  @IsString()
  @MaxLength(2_000)
  title!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => RecurrenceInput)
  recurrence?: RecurrenceInput;
}

/** Only the members that are given change; `null` removes a due time or a list. */
export class EditTaskBody extends TaskFields {
  @ValidateIf((body: EditTaskBody) => body.title !== undefined)
  @IsString()
  @MaxLength(2_000)
  title?: string;
}

export class SnoozeBody {
  /** Minutes from now. */
  @ValidateIf((body: SnoozeBody) => body.until === undefined)
  @IsInt()
  @Min(1)
  @Max(525_600)
  minutes?: number;

  /** Wall-clock time in the caller's zone. */
  @ValidateIf((body: SnoozeBody) => body.minutes === undefined)
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { message: '$property must be YYYY-MM-DDTHH:MM' })
  until?: string;
}

export class TasksQuery {
  /** Filter, e.g. `#home due:today is:open has:reminder`. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  q?: string;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}
