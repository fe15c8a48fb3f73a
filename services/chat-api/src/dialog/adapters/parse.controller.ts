import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { PreviewText, type TextPreview } from '../application/preview-text.js';
import { TextBody } from './text-body.js';

@Controller('api/v1/parse')
export class ParseController {
  constructor(private readonly previewText: PreviewText) {}

  /** How a sentence would be understood, with the place of each part and the next dates of a rule. Changes nothing. */
  @Post()
  @HttpCode(200)
  preview(@CurrentPrincipal() principal: Principal, @Body() body: TextBody): Promise<TextPreview> {
    return this.previewText.execute(principal, body.text, body.rejected);
  }
}
