import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SetAlarms } from './set-alarms.js';

const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 5_000;

/**
 * Sets alarms in the background whenever it is woken, until none is missing. Handlers of events do not wait for the
 * scheduler, and its absence holds nothing up; meanwhile the passes are repeated ever more slowly.
 */
@Injectable()
export class AlarmClock implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AlarmClock.name);
  private awake = false;
  private stopping = false;
  private running: Promise<void> | undefined;
  private interrupt: () => void = () => undefined;

  constructor(private readonly setAlarms: SetAlarms) {}

  /** Sets what an earlier process left unset. */
  onApplicationBootstrap(): void {
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.interrupt();
    await this.running;
  }

  /** Says that an alarm may be missing or needless; returns at once. */
  wake(): void {
    this.awake = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
  }

  private async run(): Promise<void> {
    let backoff = 0;
    while (this.awake && !this.stopping) {
      this.awake = false;
      const { done, failed } = await this.pass();
      if (done > 0 || failed > 0) this.awake = true;
      backoff = failed === 0 ? 0 : Math.min(LAST_BACKOFF_MS, backoff * 2 || FIRST_BACKOFF_MS);
      if (backoff > 0) await this.pause(backoff);
    }
  }

  private async pass(): Promise<{ done: number; failed: number }> {
    try {
      return await this.setAlarms.execute();
    } catch (error) {
      this.logger.warn({ msg: 'Setting alarms failed; it will be tried again.', err: error });
      return { done: 0, failed: 1 };
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    if (this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
