import { Injectable } from '@nestjs/common';
import type { AdvanceSeriesRequest, Due, SeriesSnapshot, TaskSnapshot } from '@parley/contracts';
import { isAllDay, occurrencesAfter, type Occurrence, type SeriesRule } from '@parley/recurrence';
import { IncompleteOccurrenceError } from './errors.js';
import { SeriesOwner } from './series-owner.js';

/** Answers the completion of a task: an occurrence of a series is followed by the next. */
@Injectable()
export class AdvanceSeries {
  constructor(private readonly owner: SeriesOwner) {}

  /** @throws DomainError of kind `unavailable` when the owner of the series could not be asked */
  async execute(task: TaskSnapshot): Promise<void> {
    if (task.series === undefined) return;
    for (const request of requestsAfter(task, task.series)) await this.owner.advance(request);
  }
}

function requestsAfter(task: TaskSnapshot, series: SeriesSnapshot): AdvanceSeriesRequest[] {
  const { occurrenceKey, completedAt } = task;
  if (occurrenceKey === undefined) throw new IncompleteOccurrenceError(task.taskId, 'occurrence key');
  if (completedAt === undefined) throw new IncompleteOccurrenceError(task.taskId, 'completion time');
  if (series.mode === 'completion' && /COUNT=/i.test(series.rrule) && series.completions === undefined) {
    throw new IncompleteOccurrenceError(task.taskId, 'number of completions, which its rule counts');
  }
  const { occurrences, skipped } = occurrencesAfter({
    rule: ruleOf(series),
    key: occurrenceKey,
    completedAt: new Date(completedAt),
    ahead: series.ahead,
    completions: series.completions,
  });
  const completion = {
    seriesId: series.seriesId,
    workspaceId: task.workspaceId,
    userId: task.userId,
    completedKey: occurrenceKey,
    completedAt,
    seriesVersion: series.version,
  };
  if (occurrences.length === 0) return [{ ...completion, outcome: 'ended', skipped: [] }];
  return occurrences.map((occurrence, index) => ({
    ...completion,
    outcome: 'next',
    next: { key: occurrence.key, due: dueOf(occurrence, series.zone) },
    skipped: index === 0 ? [...skipped] : [],
  }));
}

function ruleOf({ rrule, civilStart, zone, mode, missed, exdates }: SeriesSnapshot): SeriesRule {
  return { rrule, civilStart, zone, mode, missed, exdates };
}

function dueOf({ key, due }: Occurrence, zone: string): Due {
  if (isAllDay(key)) return { kind: 'date', date: key };
  // The key of a repeated hour's second pass ends in an offset, which is no part of the wall-clock time.
  return { kind: 'datetime', local: key.slice(0, 'YYYY-MM-DDTHH:MM'.length), zone, at: due.toISOString() };
}
