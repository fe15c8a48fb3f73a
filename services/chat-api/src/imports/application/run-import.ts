import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import { SeriesJournal } from '../../series/application/series-journal.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { SeriesRepository, TaskRepository } from '../../tasks/application/task-repository.js';
import { ImportJournal } from './import-journal.js';
import { ImportWork, type HeldImport } from './import-work.js';
import { MakeAll } from './make-all.js';

/** Tasks that are told of in one transaction. */
const BATCH = 100;
const MAKING_LIMIT_MS = 60_000;

/**
 * Carries an import out. One commit makes everything, so that no half of it is ever there; only then are devices and
 * other services told, a batch at a time. So nobody hears of a task that is not there in the end.
 */
@Injectable()
export class RunImport {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly work: ImportWork,
    private readonly makeAll: MakeAll,
    private readonly journal: ImportJournal,
    private readonly tasks: TaskRepository,
    private readonly series: SeriesRepository,
    private readonly taskJournal: TaskJournal,
    private readonly seriesJournal: SeriesJournal,
    private readonly clock: Clock,
  ) {}

  /** @throws LeaseLostError when it was called off, or another replica goes on with it */
  async make(held: HeldImport): Promise<void> {
    // Apart from the commit, since whoever else makes a task of the person waits for it.
    const first = await this.transactions.run(async () => {
      await this.work.renew(held, 'running');
      return this.makeAll.reserveNumbers(held.one);
    });
    await this.transactions.run(
      async () => {
        const one = await this.work.renew(held, 'running');
        const made = await this.makeAll.execute(one, first, this.clock.now());
        await this.journal.move(one, 'finishing', { made });
      },
      { timeoutMs: MAKING_LIMIT_MS },
    );
  }

  /** Tells of the next tasks. @returns whether that was all; null while too many events wait to be published */
  async announce(held: HeldImport): Promise<boolean | null> {
    if (!(await this.work.outboxHasRoom())) return null;
    return this.transactions.run(async () => {
      const one = await this.work.renew(held, 'finishing');
      const made = await this.work.madeAfter(one, BATCH);
      const ids = made.flatMap(({ taskId }) => taskId ?? []);
      // A change of one of them meanwhile must not be told before it.
      await this.work.lockTasks(one, ids);
      const tasks = await this.tasks.findMany(one.scope, ids);
      const begun = made.flatMap(({ seriesId }) => seriesId ?? []);
      for (const series of await this.series.findMany(one.scope, begun)) this.seriesJournal.imported(series);
      for (const task of tasks) this.taskJournal.imported(task);
      const last = made.at(-1);
      if (last) await this.work.announcedTo(one.id, last.position, ids.length);
      const now = await this.work.renew(held, 'finishing');
      if (made.length === BATCH) this.journal.progressed(now);
      else await this.journal.move(now, 'completed');
      return made.length < BATCH;
    });
  }
}
