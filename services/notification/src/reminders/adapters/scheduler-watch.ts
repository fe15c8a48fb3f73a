import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { newId } from '@parley/kernel';
import { Alarms } from '../application/alarms.js';
import { ReconcileAlarms } from '../application/reconcile-alarms.js';

const INTERVAL_MS = 15_000;

/**
 * Asks the scheduler now and then whether it still has the job that calls for reconciliation. A scheduler that lost
 * its memory lost that job as well, and could not tell by itself.
 */
@Injectable()
export class SchedulerWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SchedulerWatch.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly alarms: Alarms,
    private readonly reconcileAlarms: ReconcileAlarms,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), INTERVAL_MS);
    void this.look();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** One look; never throws. */
  async look(): Promise<void> {
    const epoch = newId();
    try {
      if (await this.alarms.keepReconciling(epoch)) await this.reconcileAlarms.execute(epoch);
    } catch (error) {
      this.logger.warn({ msg: 'The scheduler could not be asked; it will be asked again.', err: error });
    }
  }
}
