import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { Inbox } from '@parley/outbox';
import { Transactions } from '@parley/persistence';
import { auditedEvent } from '../domain/audited-event.js';
import { GENESIS, link } from '../domain/chain.js';
import { RecordStore } from './record-store.js';

const CONSUMER = 'records';

/** Appends delivered events to the chains of their workspaces, each event once, a batch in one transaction. */
@Injectable()
export class AppendEvents {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly records: RecordStore,
    private readonly clock: Clock,
  ) {}

  /** @returns how many of the events were new */
  async execute(delivered: readonly unknown[]): Promise<number> {
    const receivedAt = this.clock.now();
    const byId = new Map(
      delivered.map((event) => auditedEvent(event, receivedAt)).map((event) => [event.id, event]),
    );
    if (byId.size === 0) return 0;
    return this.transactions.run(async () => {
      // Claimed before any chain is locked, here as everywhere, so that two batches never wait for each other.
      const fresh = await this.inbox.claim(CONSUMER, [...byId.keys()]);
      const events = [...byId.values()].filter(({ id }) => fresh.has(id));
      if (events.length === 0) return 0;
      const chains = Map.groupBy(events, ({ workspaceId }) => workspaceId);
      const heads = await this.records.lockHeads([...chains.keys()]);
      await this.records.append(
        [...chains].flatMap(([workspaceId, chain]) => link(heads.get(workspaceId) ?? GENESIS, chain)),
      );
      return events.length;
    });
  }
}
