import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { parse, type ParseResult } from '@parley/language';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { IsString, MaxLength } from 'class-validator';
import { SavedFilters } from '../../filters/application/saved-filters.js';

class ParseBody {
  @IsString()
  @MaxLength(10_000)
  text!: string;
}

@Controller('api/v1/parse')
export class ParseController {
  constructor(
    private readonly filters: SavedFilters,
    private readonly clock: Clock,
  ) {}

  /** How a sentence would be understood, with the place of each part. Changes nothing. */
  @Post()
  @HttpCode(200)
  async preview(@CurrentPrincipal() principal: Principal, @Body() body: ParseBody): Promise<ParseResult> {
    const { zone, locale } = principal;
    const savedFilters = await this.filters.list(principal);
    return parse(body.text, { now: this.clock.now(), zone, locale, savedFilters });
  }
}
