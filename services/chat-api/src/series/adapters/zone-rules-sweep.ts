import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { RecomputeDue } from '../application/recompute-due.js';

/** So that a start is not slowed down by it. */
const FIRST_MS = 30_000;
const AGAIN_MS = 60 * 60_000;
const ROW = 1;

/**
 * After a start with another release of the time zone database, works out due times anew. Of several replicas one does
 * it, batch by batch; it is gone on with where it was left.
 */
@Injectable()
export class ZoneRulesSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ZoneRulesSweep.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly transactions: ChatTransactions,
    private readonly recompute: RecomputeDue,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(FIRST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** @param version of the rules that this process has. @returns how many due times moved */
  async sweep(version = process.versions.tz ?? 'unknown'): Promise<number> {
    let moved = 0;
    while (!this.stopping) {
      const done = await this.next(version);
      if (done === null) return moved;
      moved += done;
      if (done > 0)
        this.logger.log({ msg: 'Zone rules changed; due times were worked out anew.', moved: done });
      if (await this.isFinished(version)) return moved;
    }
    return moved;
  }

  private async next(version: string): Promise<number | null> {
    return this.transactions.run(async () => {
      const { client } = this.transactions;
      await client.$executeRaw`
        INSERT INTO zone_rules (id, version, finished_at) VALUES (${ROW}, ${version}, CURRENT_TIMESTAMP)
        ON CONFLICT DO NOTHING`;
      // Another replica that is at it holds the row.
      const [row] = await client.$queryRaw<{ version: string; position: string | null; finished: boolean }[]>`
        SELECT version, position, finished_at IS NOT NULL AS finished FROM zone_rules
        WHERE id = ${ROW} FOR UPDATE SKIP LOCKED`;
      // Never back to the older rules of a replica that is about to be replaced.
      if (!row || row.version > version || (row.version === version && row.finished)) return null;
      const { position, moved } = await this.recompute.batch(row.version === version ? row.position : null);
      const finishedAt = position === null ? new Date() : null;
      await client.zoneRules.update({ where: { id: ROW }, data: { version, position, finishedAt } });
      return moved;
    });
  }

  private async isFinished(version: string): Promise<boolean> {
    const row = await this.transactions.root.zoneRules.findUnique({ where: { id: ROW } });
    return row?.version === version && row.finishedAt !== null;
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.running = this.sweepSafely();
    }, delayMs).unref();
  }

  private async sweepSafely(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn({
        msg: 'Due times could not be worked out anew; it will be tried again.',
        err: error,
      });
    }
    if (!this.stopping) this.schedule(AGAIN_MS);
  }
}
