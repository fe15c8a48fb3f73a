import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { endingBefore } from '@parley/recurrence';
import { ActionLog, type UndoableAction } from '../../actions/application/action-log.js';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { deleteTask, editTask, type Task } from '../../tasks/domain/task.js';
import { changedSeries, type Series } from '../domain/series.js';
import { LockSeries } from './lock-series.js';
import { SeriesJournal } from './series-journal.js';

/** An ended or shortened series, the occurrences that went with it, and the way back. */
export interface EndedSeries {
  readonly series: Series;
  readonly removed: readonly Task[];
  readonly action: UndoableAction;
}

/** Ends a series. What was completed stays. */
@Injectable()
export class EndSeries {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly lock: LockSeries,
    private readonly journal: SeriesJournal,
    private readonly tasks: TaskJournal,
    private readonly actions: ActionLog,
    private readonly clock: Clock,
  ) {}

  /** The series and its open occurrences. @throws SeriesNotFoundError, SeriesEndedError, StaleSeriesError */
  async all(owner: Owner, id: string, version?: number): Promise<EndedSeries> {
    return this.transactions.run(async () => {
      const { series, open } = await this.lock.execute(owner, id, version);
      return this.end(owner, series, { endedAt: this.clock.now() }, open);
    });
  }

  /** No further occurrences; the open ones stay. @throws SeriesNotFoundError, SeriesEndedError */
  async stop(owner: Owner, id: string): Promise<EndedSeries> {
    return this.transactions.run(async () => {
      const { series, open } = await this.lock.execute(owner, id);
      return this.end(owner, series, { endedAt: this.clock.now() }, [], open);
    });
  }

  /** An open occurrence and all after it. @throws NotRecurringError, OccurrenceClosedError, SeriesEndedError */
  async from(owner: Owner, taskId: string): Promise<EndedSeries> {
    return this.transactions.run(async () => {
      const { series, open, key } = await this.lock.from(owner, taskId);
      const removed = open.filter(({ occurrenceKey }) => (occurrenceKey ?? '') >= key);
      const over = removed.length === open.length ? { endedAt: this.clock.now() } : {};
      return this.end(owner, series, { rrule: endingBefore(series.rrule, key), ...over }, removed);
    });
  }

  private async end(
    owner: Owner,
    series: Series,
    change: Partial<Series>,
    removed: readonly Task[],
    kept: readonly Task[] = [],
  ): Promise<EndedSeries> {
    const now = this.clock.now();
    const ended = changedSeries(series, change, now);
    await (ended.endedAt ? this.journal.ended(ended) : this.journal.updated(ended));
    const touched = removed.map((before) => ({
      before,
      after: { ...deleteTask(before, now), series: ended },
    }));
    for (const { after } of touched) await this.tasks.deleted(after);
    // Clients and services hear from the task that it is its last.
    const last = kept.map((before) => ({ before, after: { ...editTask(before, {}, now), series: ended } }));
    for (const { after } of last) await this.tasks.updated(after);
    const action = await this.actions.record(
      owner,
      'series-end',
      [...touched, ...last],
      [{ before: series, after: ended }],
    );
    return { series: ended, removed, action };
  }
}
