import { Injectable } from '@nestjs/common';
import { nextOccurrence } from '@parley/recurrence';
import { SeriesRepository } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';
import { changedSeries, ruleOf, type Series } from '../domain/series.js';
import { SeriesJournal } from './series-journal.js';
import { SeriesOccurrences } from './series-occurrences.js';

/** What a skip did to the series of a task. */
export interface Skipped {
  readonly before: Series;
  readonly after: Series;
  readonly opened: readonly Task[];
}

/** Takes one occurrence out of its series (EXDATE, RFC 5545 section 3.8.5.1) and opens the one after it. */
@Injectable()
export class SkipOccurrence {
  constructor(
    private readonly series: SeriesRepository,
    private readonly journal: SeriesJournal,
    private readonly occurrences: SeriesOccurrences,
  ) {}

  /** Within the running transaction; null for a task that does not recur. @param task which is gone already */
  async execute(task: Task, now: Date): Promise<Skipped | null> {
    if (!task.series || task.occurrenceKey === null || task.status === 'completed') return null;
    const before = await this.series.findForUpdate(task, task.series.id);
    if (!before || before.endedAt) return null;
    const exdates = [...new Set([...before.exdates, task.occurrenceKey])];
    const skipping = changedSeries(before, { exdates }, now);
    // A skipped occurrence is no completion, so COUNT of a series that follows them stays.
    const next = nextOccurrence(ruleOf(skipping), {
      completed: task.occurrenceKey,
      completedAt: now,
      completions: 0,
    });
    if (next || (await this.isOpen(skipping))) {
      await this.journal.updated(skipping);
      const opened = next ? await this.occurrences.open(skipping, next.key, now) : null;
      return { before, after: skipping, opened: opened ? [opened] : [] };
    }
    const ended = { ...skipping, endedAt: now, exhausted: true };
    await this.journal.ended(ended);
    return { before, after: ended, opened: [] };
  }

  private async isOpen(series: Series): Promise<boolean> {
    return (await this.series.countOpen(series, series.id)) > 0;
  }
}
