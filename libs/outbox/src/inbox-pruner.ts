import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Transactions } from '@parley/persistence';

/**
 * Days for which the inbox remembers an event. Must be longer than the broker can deliver it again, also when a
 * consumer starts over or a dead-letter topic is replayed: an event that is forgotten would take effect again.
 */
export const INBOX_RETENTION_DAYS = Symbol('INBOX_RETENTION_DAYS');

/** Rows per statement: short locks, and little to repeat after a crash. */
const BATCH = 1_000;
const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

/** Forgets the events of the inbox that cannot come again. Replicas may do so at the same time. */
@Injectable()
export class InboxPruner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(InboxPruner.name);
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    @Inject(INBOX_RETENTION_DAYS) private readonly days: number,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(FIRST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Removes what is older than the retention, by the clock of the database. @returns the number of rows */
  async prune(): Promise<number> {
    let removed = 0;
    let batch = BATCH;
    while (batch === BATCH && !this.stopping) {
      batch = await this.transactions.root.$executeRaw`
        DELETE FROM inbox WHERE (consumer, event_id) IN (
          SELECT consumer, event_id FROM inbox
          WHERE received_at < CURRENT_TIMESTAMP - make_interval(days => ${this.days}::int)
          ORDER BY received_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
      removed += batch;
    }
    return removed;
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.running = this.pruneSafely();
    }, delayMs).unref();
  }

  private async pruneSafely(): Promise<void> {
    try {
      const removed = await this.prune();
      if (removed > 0) this.logger.log({ msg: 'Old events were forgotten.', removed });
    } catch (error) {
      this.logger.warn({ msg: 'The inbox could not be pruned; it will be tried again.', err: error });
    }
    if (!this.stopping) this.schedule(EVERY_MS);
  }
}
