import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { ActionLog, followers, type UndoableAction } from '../../actions/application/action-log.js';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { deleteTask, type Task } from '../../tasks/domain/task.js';
import { changedSeries, type Series } from '../domain/series.js';
import { LockSeries } from './lock-series.js';
import { SeriesJournal } from './series-journal.js';
import { SeriesOccurrences } from './series-occurrences.js';

/** A series that rests or goes on; `action` is absent when it already was as asked. */
export interface PausedSeries {
  readonly series: Series;
  /** The open occurrences now. */
  readonly tasks: readonly Task[];
  readonly action?: UndoableAction;
}

/** Lets a series rest: it has no occurrences until it goes on, with the next one from then. */
@Injectable()
export class PauseSeries {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly lock: LockSeries,
    private readonly journal: SeriesJournal,
    private readonly tasks: TaskJournal,
    private readonly occurrences: SeriesOccurrences,
    private readonly actions: ActionLog,
    private readonly clock: Clock,
  ) {}

  /** Its open occurrences are withdrawn. @throws SeriesNotFoundError, SeriesEndedError */
  async pause(owner: Owner, id: string): Promise<PausedSeries> {
    return this.transactions.run(async () => {
      const { series, open } = await this.lock.execute(owner, id);
      if (series.pausedAt) return { series, tasks: open };
      const now = this.clock.now();
      const paused = changedSeries(series, { pausedAt: now }, now);
      await this.journal.updated(paused);
      const touched = open.map((before) => ({
        before,
        after: { ...deleteTask(before, now), series: paused },
      }));
      for (const { after } of touched) await this.tasks.deleted(after);
      const action = await this.actions.record(owner, 'series-pause', touched, [
        { before: series, after: paused },
      ]);
      return { series: paused, tasks: [], action };
    });
  }

  /** The first occurrence from now on follows; what would have been meanwhile is left out. */
  async resume(owner: Owner, id: string): Promise<PausedSeries> {
    return this.transactions.run(async () => {
      const { series, open } = await this.lock.execute(owner, id);
      if (!series.pausedAt) return { series, tasks: open };
      const now = this.clock.now();
      const resumed = changedSeries(series, { pausedAt: null }, now);
      const tasks = await this.occurrences.fill(resumed, now, now);
      const over = tasks.length === 0 ? { ...resumed, endedAt: now, exhausted: true } : resumed;
      await (over.endedAt ? this.journal.ended(over) : this.journal.updated(over));
      const action = await this.actions.record(owner, 'series-resume', followers(tasks), [
        { before: series, after: over },
      ]);
      return { series: over, tasks, action };
    });
  }
}
