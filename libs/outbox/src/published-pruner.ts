import { Inject, Injectable } from '@nestjs/common';
import { Pruner, Transactions } from '@parley/persistence';
import { INBOX_RETENTION_DAYS } from './inbox-pruner.js';

/**
 * Forgets what was published long ago. It is kept for half as long as an inbox remembers it, so that an event which
 * is published again never takes effect twice.
 */
@Injectable()
export class PublishedPruner extends Pruner {
  protected override readonly what = 'events that were published';

  constructor(
    private readonly transactions: Transactions,
    @Inject(INBOX_RETENTION_DAYS) private readonly inboxDays: number,
  ) {
    super();
  }

  protected override removeOldest(limit: number): Promise<number> {
    return this.transactions.root.$executeRaw`
      DELETE FROM published_events WHERE position IN (
        SELECT position FROM published_events
        WHERE published_at < CURRENT_TIMESTAMP - make_interval(hours => ${this.inboxDays * 12}::int)
        ORDER BY published_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
  }
}
