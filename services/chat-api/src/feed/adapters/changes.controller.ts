import { Controller, Get, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { PrismaChangeFeed, type FeedPage } from './prisma-change-feed.js';

class ChangesQuery {
  /** Position of the last change that the client applied; 0 for the beginning. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  after = 0;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit = 500;
}

@Controller('api/v1/changes')
export class ChangesController {
  constructor(private readonly feed: PrismaChangeFeed) {}

  /** What happened after a position, in order and without gaps. 410 means: load everything anew. */
  @Get()
  read(@CurrentPrincipal() principal: Principal, @Query() query: ChangesQuery): Promise<FeedPage> {
    return this.feed.read(principal, query.after, query.limit);
  }
}
