import { Injectable } from '@nestjs/common';
import { Pruner } from '@parley/persistence';
import { ChatTransactions } from '../../chat-transactions.js';

/** Forgets imports that are long over, and what was not taken of them; what they made stays known. */
@Injectable()
export class ImportPruner extends Pruner {
  protected override readonly what = 'imports';

  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  protected override removeOldest(limit: number): Promise<number> {
    return this.transactions.root.$executeRaw`
      DELETE FROM imports WHERE id IN (
        SELECT id FROM imports WHERE coalesce(finished_at, created_at) < CURRENT_TIMESTAMP - interval '30 days'
          AND status IN ('ready', 'completed', 'cancelled', 'failed')
        LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
  }
}
