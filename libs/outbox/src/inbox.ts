import { Injectable } from '@nestjs/common';
import { Transactions } from '@parley/persistence';

/** Remembers which events took effect, so that a redelivery does nothing. */
@Injectable()
export class Inbox {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Runs `work` in a transaction unless this event already took effect.
   * @param consumer names the effect; one event may have several
   * @returns false when it was seen before
   */
  async once(consumer: string, eventId: string, work: () => Promise<void>): Promise<boolean> {
    return this.transactions.run(async () => {
      const added = await this.transactions.client.$executeRaw`
        INSERT INTO inbox (consumer, event_id) VALUES (${consumer}, ${eventId}) ON CONFLICT DO NOTHING`;
      if (added === 0) return false;
      await work();
      return true;
    });
  }

  /**
   * Of a batch, the events that did not take effect yet; they are marked in the running transaction.
   * @returns ids in no particular order
   */
  async claim(consumer: string, eventIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.transactions.client.$queryRaw<{ event_id: string }[]>`
      INSERT INTO inbox (consumer, event_id) SELECT ${consumer}, unnest(${[...new Set(eventIds)].sort()}::text[])
      ON CONFLICT DO NOTHING RETURNING event_id`;
    return new Set(rows.map((row) => row.event_id));
  }
}
