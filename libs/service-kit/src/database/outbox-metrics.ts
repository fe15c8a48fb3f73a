import { Inject, Injectable, Optional } from '@nestjs/common';
import { Transactions } from '@parley/persistence';
import { Gauge } from 'prom-client';
import { Metrics } from '../metrics/metrics.js';

/** How long the first event of the outbox has been waiting to be published, for Prometheus. */
@Injectable()
export class OutboxMetrics {
  constructor(
    @Inject(Transactions) transactions: Pick<Transactions, 'root'>,
    @Optional() metrics: Metrics = new Metrics(),
  ) {
    new Gauge({
      name: 'parley_outbox_oldest_seconds',
      help: 'Age of the oldest event that is not published yet; 0 when there is none.',
      registers: [metrics.registry],
      async collect() {
        // Without the database there is no figure, and the other metrics are still wanted.
        const rows = await transactions.root.$queryRaw<{ seconds: number }[]>`
          SELECT EXTRACT(EPOCH FROM now() - time)::float8 AS seconds FROM outbox ORDER BY position LIMIT 1`.catch(
          () => undefined,
        );
        if (rows === undefined) this.remove();
        else this.set(Math.max(0, rows[0]?.seconds ?? 0));
      },
    });
  }
}
