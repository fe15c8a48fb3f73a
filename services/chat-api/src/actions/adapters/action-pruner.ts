import { Injectable } from '@nestjs/common';
import { Pruner } from '@parley/persistence';
import { ChatTransactions } from '../../chat-transactions.js';

/** Forgets acts that nobody can undo any more; for a day one is still told that it is too late. */
@Injectable()
export class ActionPruner extends Pruner {
  protected override readonly what = 'acts past undoing';

  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  protected override removeOldest(limit: number): Promise<number> {
    return this.transactions.root.$executeRaw`
      DELETE FROM actions WHERE id IN (
        SELECT id FROM actions WHERE created_at < CURRENT_TIMESTAMP - interval '1 day'
        LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
  }
}
