import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { AppHealth } from '@parley/dapr';
import { isDatabaseAway, Transactions } from '@parley/persistence';

/**
 * Lets the sidecar keep its deliveries while the database is away, instead of spending their retries. Only a database
 * that refuses counts: one that is slow, or whose connections are all in use, works off what was delivered.
 */
@Injectable()
export class DatabaseHealth extends AppHealth {
  private readonly logger = new Logger(DatabaseHealth.name);
  private away = false;
  private asking = false;

  constructor(@Optional() @Inject(Transactions) private readonly transactions?: Transactions) {
    super();
  }

  /** What the last question found; asks again. */
  override isHealthy(): boolean {
    void this.ask();
    return !this.away;
  }

  private async ask(): Promise<void> {
    if (!this.transactions || this.asking) return;
    this.asking = true;
    try {
      await this.transactions.root.$queryRaw`SELECT 1`;
      if (this.away) this.logger.log({ msg: 'The database is back.' });
      this.away = false;
    } catch (error) {
      if (!isDatabaseAway(error)) return;
      if (!this.away) this.logger.warn({ msg: 'The database is away; deliveries wait.', err: error });
      this.away = true;
    } finally {
      this.asking = false;
    }
  }
}
