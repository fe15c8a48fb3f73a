import { Inject, Injectable } from '@nestjs/common';
import { Pruner } from '@parley/persistence';
import { SERVICE_CONFIG } from '@parley/service-kit';
import { ChatTransactions } from '../../chat-transactions.js';
import type { ChatConfig } from '../../chat-config.js';

/** Shortens the feeds. A client that was away for longer is told to load everything anew. */
@Injectable()
export class ChangePruner extends Pruner {
  protected override readonly what = 'changes in feeds';

  constructor(
    private readonly transactions: ChatTransactions,
    @Inject(SERVICE_CONFIG) private readonly config: ChatConfig,
  ) {
    super();
  }

  protected override removeOldest(limit: number): Promise<number> {
    return this.transactions.root.$executeRaw`
      DELETE FROM changes WHERE (user_id, seq) IN (
        SELECT user_id, seq FROM changes
        WHERE created_at < CURRENT_TIMESTAMP - make_interval(days => ${this.config.CHANGE_RETENTION_DAYS}::int)
        LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
  }
}
