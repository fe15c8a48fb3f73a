import { Injectable } from '@nestjs/common';
import { SeriesRepository, TaskRepository, type Owner } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';
import {
  NotRecurringError,
  OccurrenceClosedError,
  SeriesEndedError,
  SeriesNotFoundError,
  StaleSeriesError,
} from '../domain/errors.js';
import type { Series } from '../domain/series.js';

/** A series and its open occurrences in their order, locked until the transaction ends. */
export interface LockedSeries {
  readonly series: Series;
  readonly open: readonly Task[];
}

/** Holds a series for a change of it. */
@Injectable()
export class LockSeries {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly series: SeriesRepository,
  ) {}

  /** @throws SeriesNotFoundError, SeriesEndedError, StaleSeriesError */
  async execute(owner: Owner, id: string, version?: number): Promise<LockedSeries> {
    // Tasks first, as whoever completes one does.
    await this.tasks.openOccurrencesForUpdate(owner, id);
    const series = await this.series.findForUpdate(owner, id);
    if (!series) throw new SeriesNotFoundError();
    if (version !== undefined && version !== series.version) throw new StaleSeriesError(series.version);
    if (series.endedAt) throw new SeriesEndedError(series.template.title);
    return { series, open: await this.tasks.openOccurrencesForUpdate(owner, id) };
  }

  /** @throws NotRecurringError, OccurrenceClosedError, SeriesEndedError */
  async from(
    owner: Owner,
    taskId: string,
  ): Promise<LockedSeries & { readonly task: Task; readonly key: string }> {
    const task = await this.tasks.getForUpdate(owner, taskId);
    if (!task.series || task.occurrenceKey === null) throw new NotRecurringError(task.title);
    if (task.status === 'completed') throw new OccurrenceClosedError(task.title);
    return { ...(await this.execute(owner, task.series.id)), task, key: task.occurrenceKey };
  }
}
