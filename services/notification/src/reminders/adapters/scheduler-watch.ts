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
/** Several calls in a row did not come. */
const SILENCE_MS = 45_000;

/**
 * Asks the scheduler now and then whether it still has the job that calls for reconciliation. A scheduler that lost
 * its memory lost that job as well, and could not tell by itself. One that has the job and does not call is told anew:
 * Dapr's queue of jobs can fall asleep over one that is due, and wakes when another is put in.
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
      if (await this.alarms.keepReconciling(epoch)) {
        await this.reconcileAlarms.execute(epoch);
        return;
      }
      const last = await this.reconcileAlarms.lastCall();
      if (last === undefined || last.agoMs < SILENCE_MS) return;
      this.logger.warn({ msg: 'The scheduler did not call; it is told again.', silentMs: last.agoMs });
      await this.alarms.reconcileAnew(last.epoch);
      await this.reconcileAlarms.execute(last.epoch);
    } catch (error) {
      this.logger.warn({ msg: 'The scheduler could not be asked; it will be asked again.', err: error });
    }
  }
}
