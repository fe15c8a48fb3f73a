import { Inject, Injectable } from '@nestjs/common';
import { Pruner } from '@parley/persistence';
import { SERVICE_CONFIG } from '@parley/service-kit';
import type { AuditConfig } from '../../audit-config.js';
import { AuditTransactions } from '../../audit-transactions.js';

/** Removes letters that somebody dealt with; the audit trail still says who, and when. */
@Injectable()
export class LetterPruner extends Pruner {
  protected override readonly what = 'dead letters that were dealt with';

  constructor(
    private readonly transactions: AuditTransactions,
    @Inject(SERVICE_CONFIG) private readonly config: AuditConfig,
  ) {
    super();
  }

  protected override removeOldest(limit: number): Promise<number> {
    return this.transactions.root.$executeRaw`
      DELETE FROM dead_letters WHERE id IN (
        SELECT id FROM dead_letters WHERE status IN ('replayed', 'dropped') AND greatest(resolved_at, last_at)
          < CURRENT_TIMESTAMP - make_interval(days => ${this.config.DEAD_LETTER_RETENTION_DAYS}::int)
        LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
  }
}
