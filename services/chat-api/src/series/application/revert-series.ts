import { Injectable } from '@nestjs/common';
import type { SeriesActionChange } from '../../actions/application/action-log.js';
import { ActionNotFoundError, ActionOvertakenError } from '../../actions/domain/errors.js';
import { SeriesRepository, type Owner } from '../../tasks/application/task-repository.js';
import { seriesFromJson } from '../domain/series-json.js';
import { changedSeries } from '../domain/series.js';
import { SeriesJournal } from './series-journal.js';

/** Puts a series back into the state before an act; one that the act made ends. */
@Injectable()
export class RevertSeries {
  constructor(
    private readonly series: SeriesRepository,
    private readonly journal: SeriesJournal,
  ) {}

  /** Within the running transaction. @throws ActionOvertakenError */
  async execute(owner: Owner, { seriesId, version, before }: SeriesActionChange, now: Date): Promise<void> {
    const series = await this.series.findForUpdate(owner, seriesId);
    if (!series) throw new ActionNotFoundError();
    if (series.version !== version) throw new ActionOvertakenError(series.template.title);
    if (before === null) await this.journal.ended(changedSeries(series, { endedAt: now }, now));
    else {
      const { version: _, ...state } = seriesFromJson(before);
      await this.journal.updated(changedSeries(series, { ...state, skipped: series.skipped }, now));
    }
  }
}
