import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
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
import { missedPolicies, recurrenceModes, type MissedPolicy, type RecurrenceMode } from '@parley/recurrence';
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

  /** Whether the next occurrence follows the rule, or the completion. */
  @IsOptional()
  @IsIn(recurrenceModes)
  mode?: RecurrenceMode;

  /** `jump` leaves out what was missed, `one-by-one` works it off. */
  @IsOptional()
  @IsIn(missedPolicies)
  missed?: MissedPolicy;

  /** Future occurrences that are kept open; one when absent. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  ahead?: number;

  /** Whether it stays in its zone when the user's changes; by default when that is another than the user's. */
  @IsOptional()
  @IsBoolean()
  pinned?: boolean;
}

/** What a user may say about any task. */
export class TaskFields {
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

/** Which occurrences of a series a change is for; of a task that does not repeat, all are the same. */
export const scopes = ['this', 'future', 'all'] as const;
export type OccurrenceScope = (typeof scopes)[number];

export class ScopeQuery {
  /** This occurrence, it and all after it, or all that are open or to come. */
  @IsIn(scopes)
  scope: OccurrenceScope = 'this';
}

export class CompleteBody {
  /** RFC 3339 instant at which it was done, if that is over. A series that follows completions counts from it. */
  @IsOptional()
  @IsISO8601({ strict: true })
  completedAt?: string;
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
  /** Filter, e.g. `#home due:today has:reminder`; open tasks unless it says otherwise. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  q?: string;

  /** `nextCursor` of the page before, of the same `q`. */
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  cursor?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}
