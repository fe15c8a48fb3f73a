import { Controller, Get } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { TagCounts, type TagCount } from './tag-counts.js';

@Controller('api/v1/tags')
export class TagsController {
  constructor(private readonly tags: TagCounts) {}

  /** The caller's tags on open tasks, the most used first. */
  @Get()
  async list(@CurrentPrincipal() principal: Principal): Promise<{ items: TagCount[] }> {
    return { items: await this.tags.read(principal) };
  }
}
