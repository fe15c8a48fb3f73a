import { Injectable } from '@nestjs/common';
import { seriesUpdatedV1 } from '@parley/contracts';
import { Outbox } from '@parley/outbox';
import { firstOccurrence } from '@parley/recurrence';
import { seriesSnapshot } from '../../tasks/domain/task-snapshot.js';
import { SeriesRepository } from '../../tasks/application/task-repository.js';
import { instantOf } from '../../tasks/domain/due.js';
import type { Task } from '../../tasks/domain/task.js';
import { ruleOf, type Series } from '../domain/series.js';
import { SeriesOccurrences } from './series-occurrences.js';

/** Takes one occurrence out of its series (EXDATE, RFC 5545 section 3.8.5.1) and opens the one after it. */
@Injectable()
export class SkipOccurrence {
  constructor(
    private readonly series: SeriesRepository,
    private readonly occurrences: SeriesOccurrences,
    private readonly outbox: Outbox,
  ) {}

  /** Within the running transaction; nothing happens for a task that does not recur. */
  async execute(task: Task, now: Date): Promise<void> {
    if (!task.series || task.occurrenceKey === null || task.status === 'completed') return;
    const series = await this.series.findForUpdate(task, task.series.id);
    if (!series || series.endedAt) return;
    const skipping: Series = {
      ...series,
      exdates: [...new Set([...series.exdates, task.occurrenceKey])],
      version: series.version + 1,
      updatedAt: now,
    };
    await this.series.update(skipping);
    const { workspaceId, userId } = series;
    this.outbox.add(seriesUpdatedV1, { series: seriesSnapshot(skipping), workspaceId, userId });
    const after = task.due ? instantOf(task.due) : now;
    const next = firstOccurrence(ruleOf(skipping), after);
    if (next) await this.occurrences.open(skipping, next.key, now);
  }
}
