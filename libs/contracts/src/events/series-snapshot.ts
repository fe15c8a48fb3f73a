import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/** The rule that makes the occurrences of a recurring task. */
export class SeriesSnapshot {
  @IsUUID()
  seriesId!: string;

  /** RFC 5545 RRULE without DTSTART. */
  @IsString()
  @MaxLength(1000)
  rrule!: string;

  /** Civil start `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. */
  @IsString()
  civilStart!: string;

  @IsString()
  zone!: string;

  /** Whether the next occurrence follows the rule, or the completion. */
  @IsIn(['fixed', 'completion'])
  mode!: 'fixed' | 'completion';

  /** What happens to occurrences that passed while one was open. */
  @IsIn(['jump', 'one-by-one'])
  missed!: 'jump' | 'one-by-one';

  @IsArray()
  @IsString({ each: true })
  exdates!: string[];

  /** How many future occurrences are kept open. */
  @IsInt()
  @Min(1)
  @Max(10)
  ahead!: number;

  /** Whether it moves along when its user's zone changes. */
  @IsOptional()
  @IsBoolean()
  floating?: boolean;

  /** Whether it makes no occurrences for now. */
  @IsOptional()
  @IsBoolean()
  paused?: boolean;

  /** Occurrences completed so far, this one included; a rule with COUNT in mode `completion` needs it. */
  @IsOptional()
  @IsInt()
  @Min(1)
  completions?: number;

  @IsInt()
  @Min(1)
  version!: number;
}
