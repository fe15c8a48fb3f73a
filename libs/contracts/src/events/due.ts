import { IsIn, IsISO8601, IsOptional, IsString, Matches } from 'class-validator';

/** When a task is due, as its user sees it: an all-day date, or a wall-clock time in a zone. */
export class Due {
  @IsIn(['date', 'datetime'])
  kind!: 'date' | 'datetime';

  /** All-day date `YYYY-MM-DD`; present when `kind` is `date`. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  date?: string;

  /** Wall-clock time `YYYY-MM-DDTHH:MM[:SS]`; present when `kind` is `datetime`. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/)
  local?: string;

  /** IANA time zone of `local`. */
  @IsOptional()
  @IsString()
  zone?: string;

  /** The instant that `local` in `zone` meant when the event was made. */
  @IsOptional()
  @IsISO8601({ strict: true })
  at?: string;
}
