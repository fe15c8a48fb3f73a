import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Due } from './due.js';
import { SeriesSnapshot } from './series-snapshot.js';

/** One reminder of a task. */
export class ReminderSnapshot {
  /** Stable over changes of the task's due time. */
  @IsUUID()
  id!: string;

  @IsIn(['offset', 'absolute', 'snooze'])
  kind!: 'offset' | 'absolute' | 'snooze';

  /** Minutes before the due time; present when `kind` is `offset`. */
  @IsOptional()
  @IsInt()
  offsetMinutes?: number;

  /** The instant at which to remind. */
  @IsISO8601({ strict: true })
  at!: string;
}

/** The state of a task after a change. Consumers order by `version`, never by arrival. */
export class TaskSnapshot {
  @IsUUID()
  taskId!: string;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  /** Where the task was made, and where its reminders appear. */
  @IsUUID()
  conversationId!: string;

  /** Short number that its user sees, `#17`. */
  @IsInt()
  @Min(1)
  number!: number;

  @IsString()
  @MaxLength(500)
  title!: string;

  @IsIn(['open', 'completed'])
  status!: 'open' | 'completed';

  @IsIn(['low', 'medium', 'high'])
  priority!: 'low' | 'medium' | 'high';

  @IsArray()
  @ArrayMaxSize(5)
  @IsString({ each: true })
  tags!: string[];

  @IsOptional()
  @ValidateNested()
  @Type(() => Due)
  due?: Due;

  @IsArray()
  @ArrayMaxSize(11)
  @ValidateNested({ each: true })
  @Type(() => ReminderSnapshot)
  reminders!: ReminderSnapshot[];

  /** The series that this task is an occurrence of. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SeriesSnapshot)
  series?: SeriesSnapshot;

  /** Civil date or date-time that names the occurrence within its series. */
  @IsOptional()
  @IsString()
  occurrenceKey?: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  completedAt?: string;

  /** Counts the changes of the task, from 1. */
  @IsInt()
  @Min(1)
  version!: number;
}
