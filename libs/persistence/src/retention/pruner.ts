import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

/** Rows per statement: short locks, and little to repeat after a crash. */
const BATCH = 1_000;
const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

/** Removes what is kept for a while only, every hour. Replicas may do so at the same time. */
export abstract class Pruner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** What is removed, for the log. */
  protected abstract readonly what: string;
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private running: Promise<unknown> = Promise.resolve();

  onApplicationBootstrap(): void {
    this.schedule(FIRST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Removes all that is too old, by the clock of the database. @returns the number of rows */
  async prune(): Promise<number> {
    let removed = 0;
    let batch = BATCH;
    while (batch === BATCH && !this.stopping) {
      batch = await this.removeOldest(BATCH);
      removed += batch;
    }
    return removed;
  }

  /** One statement that waits for no lock. @returns how many rows it removed; fewer than `limit` when none is left */
  protected abstract removeOldest(limit: number): Promise<number>;

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.running = this.pruneSafely();
    }, delayMs).unref();
  }

  private async pruneSafely(): Promise<void> {
    const { what } = this;
    try {
      const removed = await this.prune();
      if (removed > 0) this.logger.log({ msg: 'What was kept long enough is removed.', what, removed });
    } catch (error) {
      this.logger.warn({ msg: 'Nothing could be removed; it will be tried again.', what, err: error });
    }
    if (!this.stopping) this.schedule(EVERY_MS);
  }
}
