import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { RejectedPart } from '@parley/contracts';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { PreviewText, type TextPreview } from '../application/preview-text.js';

class ParseBody {
  @IsString()
  @MaxLength(40_000)
  text!: string;

  /** Parts that are not meant as they were understood: spans of an earlier answer. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RejectedPart)
  rejected: RejectedPart[] = [];
}

@Controller('api/v1/parse')
export class ParseController {
  constructor(private readonly previewText: PreviewText) {}

  /** How a sentence would be understood, with the place of each part and the next dates of a rule. Changes nothing. */
  @Post()
  @HttpCode(200)
  preview(@CurrentPrincipal() principal: Principal, @Body() body: ParseBody): Promise<TextPreview> {
    return this.previewText.execute(principal, body.text, body.rejected);
  }
}
