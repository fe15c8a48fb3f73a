import { Injectable } from '@nestjs/common';
import { Pruner } from '@parley/persistence';
import { ChatTransactions } from '../../chat-transactions.js';

/** Forgets answers that nobody asks for again: a client that retries does so within days. */
@Injectable()
export class IdempotencyPruner extends Pruner {
  protected override readonly what = 'answers to requests with an Idempotency-Key';

  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  protected override removeOldest(limit: number): Promise<number> {
    return this.transactions.root.$executeRaw`
      DELETE FROM idempotent_requests WHERE (user_id, key) IN (
        SELECT user_id, key FROM idempotent_requests WHERE created_at < CURRENT_TIMESTAMP - interval '7 days'
        LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
  }
}
