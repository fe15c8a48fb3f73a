import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { IdentityTransactions } from '../../../identity-transactions.js';
import { AttemptCounter } from '../../application/sign-in-limits.js';

/** {@link AttemptCounter} in Postgres, so that all replicas count together. */
@Injectable()
export class PrismaAttemptCounter extends AttemptCounter {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async count(key: string, windowSeconds: number): Promise<{ attempts: number; endsIn: number }> {
    const now = this.clock.now();
    const ends = new Date(now.getTime() + windowSeconds * 1000);
    const [row] = await this.transactions.root.$queryRaw<{ count: number; window_ends_at: Date }[]>`
      INSERT INTO rate_limits AS known (key, count, window_ends_at) VALUES (${key}, 1, ${ends})
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN known.window_ends_at <= ${now} THEN 1 ELSE known.count + 1 END,
        window_ends_at = CASE WHEN known.window_ends_at <= ${now} THEN ${ends} ELSE known.window_ends_at END
      RETURNING count, window_ends_at`;
    if (!row) throw new Error('The attempt was not counted.');
    if (row.count === 1) await this.forgetOld(now);
    const endsIn = Math.max(1, Math.ceil((row.window_ends_at.getTime() - now.getTime()) / 1000));
    return { attempts: row.count, endsIn };
  }

  private async forgetOld(now: Date): Promise<void> {
    await this.transactions.root.$executeRaw`
      DELETE FROM rate_limits WHERE key IN (
        SELECT key FROM rate_limits WHERE window_ends_at < ${now} LIMIT 100 FOR UPDATE SKIP LOCKED)`;
  }
}
