import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Owner } from '../application/task-repository.js';

export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** How often each tag is used. */
@Injectable()
export class TagCounts {
  constructor(private readonly transactions: ChatTransactions) {}

  /** Of the open tasks, the most used first, at most 200. */
  read({ userId, workspaceId }: Owner): Promise<TagCount[]> {
    return this.transactions.current.$queryRaw<TagCount[]>`
      SELECT tag, count(*)::int AS count FROM tasks, unnest(tags) AS tag
      WHERE user_id = ${userId} AND workspace_id = ${workspaceId} AND deleted_at IS NULL AND status = 'open'
      GROUP BY tag ORDER BY count DESC, tag LIMIT 200`;
  }
}
