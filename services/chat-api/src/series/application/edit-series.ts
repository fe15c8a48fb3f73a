import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@parley/kernel';
import { civilDateOf, endingBefore, occurrences, occurrencesBefore, startingAfter } from '@parley/recurrence';
import { ActionLog, type UndoableAction } from '../../actions/application/action-log.js';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskRepository, type Owner } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';
import { checkRule } from '../domain/check-rule.js';
import { applied, atTimeOf, type SeriesChange } from '../domain/series-change.js';
import { changedSeries, ruleOf, type Series } from '../domain/series.js';
import { LockSeries } from './lock-series.js';
import { RearrangeOccurrences } from './rearrange-occurrences.js';
import { SeriesJournal } from './series-journal.js';

/** A changed series, its open occurrences as they are now, and the way back. */
export interface EditedSeries {
  readonly series: Series;
  readonly tasks: readonly Task[];
  readonly action: UndoableAction;
}

/** Changes a series, as a whole or from one of its occurrences on. What was completed is never rewritten. */
@Injectable()
export class EditSeries {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly lock: LockSeries,
    private readonly tasks: TaskRepository,
    private readonly journal: SeriesJournal,
    private readonly rearrange: RearrangeOccurrences,
    private readonly actions: ActionLog,
    private readonly clock: Clock,
  ) {}

  /**
   * All open occurrences and all to come.
   * @param version that the caller read; absent to change whatever is there
   * @throws SeriesNotFoundError, SeriesEndedError, StaleSeriesError, RefusedRuleError
   */
  async all(owner: Owner, id: string, change: SeriesChange, version?: number): Promise<EditedSeries> {
    return this.transactions.run(async () => {
      const { series, open } = await this.lock.execute(owner, id, version);
      return this.inPlace(owner, series, open, change);
    });
  }

  /**
   * An open occurrence and all after it: the series ends before it, and another takes over.
   * @throws NotRecurringError, OccurrenceClosedError, SeriesEndedError, RefusedRuleError
   */
  async from(owner: Owner, taskId: string, change: SeriesChange): Promise<EditedSeries> {
    return this.transactions.run(async () => {
      const { series, open, task, key } = await this.lock.from(owner, taskId);
      const used = occurrencesBefore(ruleOf(series), key);
      const none = series.mode === 'completion' || used === 0;
      const earlier = open.filter(({ occurrenceKey }) => (occurrenceKey ?? '') < key);
      // A series that follows completions has no dates before this one that could be cut off.
      if (none && earlier.length === 0) return this.inPlace(owner, series, open, change);
      const now = this.clock.now();
      const cut = changedSeries(series, { rrule: endingBefore(series.rrule, key) }, now);
      const ended = earlier.length === 0 ? { ...cut, endedAt: now } : cut;
      const following = this.following(series, task, key, used, change, now);
      await (ended.endedAt ? this.journal.ended(ended) : this.journal.updated(ended));
      await this.journal.created(following);
      const moved = open.filter((one) => !earlier.includes(one));
      const { touched, tasks } = await this.rearrange.execute(following, moved, change, now);
      const action = await this.actions.record(owner, 'series-edit', touched, [
        { before: series, after: ended },
        { before: null, after: following },
      ]);
      return { series: following, tasks, action };
    });
  }

  private async inPlace(
    owner: Owner,
    series: Series,
    open: readonly Task[],
    change: SeriesChange,
  ): Promise<EditedSeries> {
    const now = this.clock.now();
    const shifted = change.civilStart ? atTimeOf(series.exdates, change.civilStart) : series.exdates;
    const due = open[0]?.due ?? null;
    const civilStart =
      change.rrule === undefined ? undefined : (change.civilStart ?? startOf(series, open[0], now));
    const edited = {
      ...applied(series, { ...change, ...(civilStart && { civilStart }) }, due, now),
      exdates: change.rrule === undefined ? shifted : [],
    };
    checkRule(edited);
    await this.journal.updated(edited);
    const { touched, tasks } = await this.rearrange.execute(edited, open, change, now);
    const action = await this.actions.record(owner, 'series-edit', touched, [
      { before: series, after: edited },
    ]);
    return { series: edited, tasks, action };
  }

  /** The series that takes over with an occurrence. */
  private following(
    series: Series,
    task: Task,
    key: string,
    used: number,
    change: SeriesChange,
    now: Date,
  ): Series {
    const start = change.civilStart ? `${key.slice(0, 10)}${change.civilStart.slice(10)}` : key.slice(0, 16);
    const later = series.exdates.filter((exdate) => exdate >= key);
    const following: Series = {
      ...applied(series, change, task.due, now),
      id: newId(),
      civilStart: change.rrule === undefined ? start : (change.civilStart ?? start),
      rrule: change.rrule ?? startingAfter(series.rrule, used),
      exdates: change.rrule === undefined ? atTimeOf(later, start) : [],
      skipped: [],
      previousId: series.id,
      countedFrom: null,
      version: 1,
      createdAt: now,
    };
    checkRule(following);
    return following;
  }
}

/** Another rule counts from the open occurrence, or from today when that is over; its time of day stays. */
function startOf(series: Series, open: Task | undefined, now: Date): string {
  const today = civilDateOf(now, series.zone);
  const key = open?.occurrenceKey?.slice(0, 16) ?? series.civilStart;
  return key.slice(0, 10) >= today ? key : `${today}${key.slice(10)}`;
}

/** The next dates of a series, as it is. */
export function nextDates(series: Series, from: Date, limit: number): readonly { key: string; due: Date }[] {
  if (series.endedAt || series.pausedAt) return [];
  return occurrences(ruleOf(series), { from, limit });
}
