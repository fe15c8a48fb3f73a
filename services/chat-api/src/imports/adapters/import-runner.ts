import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isDomainError, newId } from '@parley/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChatTransactions } from '../../chat-transactions.js';
import { CheckImport } from '../application/check-import.js';
import { ImportJournal } from '../application/import-journal.js';
import { ImportSignal } from '../application/import-signal.js';
import { ImportWork, LeaseLostError, type HeldImport } from '../application/import-work.js';
import { RunImport } from '../application/run-import.js';

/** To find what another replica left behind; what is handed in here is begun at once. */
const LOOK_MS = 10_000;
/** While the outbox is full. */
const PAUSE_MS = 200;
const RETRY_SECONDS = 5;
/** Times that an import is taken up without getting any further before it is given up. */
const MOST_ATTEMPTS = 5;

/** Works on imports, one at a time. Of several replicas one works on an import, until its lease ends. */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportRunner.name);
  private readonly holder = newId();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> | undefined;
  private again = false;
  private stopping = false;

  constructor(
    private readonly transactions: ChatTransactions,
    private readonly work: ImportWork,
    private readonly check: CheckImport,
    private readonly run: RunImport,
    private readonly journal: ImportJournal,
    private readonly signal: ImportSignal,
  ) {}

  onApplicationBootstrap(): void {
    this.signal.listen(() => {
      this.look();
    });
    this.timer = setInterval(() => {
      this.look();
    }, LOOK_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Works on everything that waits. @returns how many imports were taken up */
  async runAll(): Promise<number> {
    for (let taken = 0; ; taken++) {
      const held = this.stopping ? null : await this.work.claim(this.holder);
      if (!held) return taken;
      await this.runOne(held);
    }
  }

  private look(): void {
    this.again = true;
    this.running ??= this.runSafely();
  }

  private async runSafely(): Promise<void> {
    try {
      while (this.again && !this.stopping) {
        this.again = false;
        await this.runAll();
      }
    } catch (error) {
      this.logger.warn({ msg: 'Imports could not be looked for; it will be tried again.', err: error });
    } finally {
      this.running = undefined;
    }
  }

  private async runOne(held: HeldImport): Promise<void> {
    const { id, status } = held.one;
    try {
      if (status !== 'finishing' && held.attempts > MOST_ATTEMPTS) {
        const detail = 'It was tried several times and could not be carried out. Nothing was made.';
        await this.fail(held, { code: 'import.gave-up', detail });
      } else if (status === 'checking') await this.check.execute(held);
      else {
        if (status === 'running') await this.run.make(held);
        await this.announceAll(held);
      }
      await this.work.release(held, 0);
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      if (isDomainError(error) && error.kind !== 'unavailable') {
        await this.fail(held, { code: error.code, detail: error.message });
        return;
      }
      this.logger.warn({
        msg: 'An import was interrupted; it will be gone on with.',
        importId: id,
        err: error,
      });
      await this.work.release(held, RETRY_SECONDS);
    }
  }

  private async announceAll(held: HeldImport): Promise<void> {
    while (!this.stopping) {
      const done = await this.run.announce(held);
      if (done === true) return;
      if (done === null) await sleep(PAUSE_MS);
    }
  }

  private fail(held: HeldImport, problem: { code: string; detail: string }): Promise<void> {
    return this.transactions.run(async () => {
      await this.journal.failed(await this.work.renew(held, held.one.status), problem);
    });
  }
}
