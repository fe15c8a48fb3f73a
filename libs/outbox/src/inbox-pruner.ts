import { Inject, Injectable } from '@nestjs/common';
import { Pruner, Transactions } from '@parley/persistence';

/**
 * Days for which the inbox remembers an event. Must be longer than the broker can deliver it again, also when a
 * consumer starts over or a dead-letter topic is replayed: an event that is forgotten would take effect again.
 */
export const INBOX_RETENTION_DAYS = Symbol('INBOX_RETENTION_DAYS');

/** Forgets the events of the inbox that cannot come again. */
@Injectable()
export class InboxPruner extends Pruner {
  protected override readonly what = 'events in the inbox';

  constructor(
    private readonly transactions: Transactions,
    @Inject(INBOX_RETENTION_DAYS) private readonly days: number,
  ) {
    super();
  }

  protected override removeOldest(limit: number): Promise<number> {
    return this.transactions.root.$executeRaw`
      DELETE FROM inbox WHERE (consumer, event_id) IN (
        SELECT consumer, event_id FROM inbox
        WHERE received_at < CURRENT_TIMESTAMP - make_interval(days => ${this.days}::int)
        ORDER BY received_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
  }
}
