import { Controller, Get } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { ChatTransactions } from '../../chat-transactions.js';

@Controller('api/v1/tags')
export class TagsController {
  constructor(private readonly transactions: ChatTransactions) {}

  /** The caller's tags on open tasks, the most used first. */
  @Get()
  async list(@CurrentPrincipal() { userId, workspaceId }: Principal) {
    const items = await this.transactions.root.$queryRaw<{ tag: string; count: number }[]>`
      SELECT tag, count(*)::int AS count FROM tasks, unnest(tags) AS tag
      WHERE user_id = ${userId} AND workspace_id = ${workspaceId} AND deleted_at IS NULL AND status = 'open'
      GROUP BY tag ORDER BY count DESC, tag LIMIT 200`;
    return { items };
  }
}
