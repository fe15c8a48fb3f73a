import { IsInt, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { MAX_SAVED } from '../domain/saved-filter.js';

export class SaveFilterBody {
  /** By which it is shown: `show <name>`. Unique among the user's, whatever the case. */
  @IsString()
  @MaxLength(200)
  name!: string;

  /** In the filter language, e.g. `#home due:7d sort:priority`. */
  @IsString()
  @MaxLength(1_000)
  query!: string;
}

/** Only the members that are given change. */
export class EditFilterBody {
  @ValidateIf((body: EditFilterBody) => body.name !== undefined)
  @IsString()
  @MaxLength(200)
  name?: string;

  @ValidateIf((body: EditFilterBody) => body.query !== undefined)
  @IsString()
  @MaxLength(1_000)
  query?: string;

  /** Place among the user's filters, from 0; those behind it move up. */
  @ValidateIf((body: EditFilterBody) => body.position !== undefined)
  @IsInt()
  @Min(0)
  @Max(MAX_SAVED - 1)
  position?: number;
}
