import { MAX_TEXT, RejectedPart } from '@parley/contracts';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';

/** A text for the parser, as a person types it. */
export class TextBody {
  /** What the person says, e.g. `pay rent every 1st at 9am #home !high`. */
  @IsString()
  @MaxLength(MAX_TEXT)
  text!: string;

  /** Parts that stay words of the title, as `POST /api/v1/parse` gave them. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RejectedPart)
  rejected?: RejectedPart[];
}
