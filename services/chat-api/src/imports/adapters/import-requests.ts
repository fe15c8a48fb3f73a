import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { RowView } from '../application/import-store.js';
import { sourceFormats, type SourceFormat } from '../domain/sources/readers.js';

export class NewImportQuery {
  /** Name of the file; that of a Todoist CSV file names the list. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  name?: string;

  /** What the file is; found from its content when absent. */
  @IsOptional()
  @IsIn(sourceFormats)
  format?: SourceFormat;
}

export const rowOutcomes = ['task', 'series', 'known', 'skipped', 'refused'] as const;

export class RowsQuery {
  /** `known` was imported before, `skipped` is left out on purpose, `refused` cannot be taken. */
  @IsIn(rowOutcomes)
  outcome: RowView['outcome'] = 'refused';

  /** `next` of the page before. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  after = 0;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit = 100;
}
