import { Injectable } from '@nestjs/common';
import type { AdvanceSeriesRequest } from '@parley/contracts';
import { Clock } from '@parley/kernel';
import { say } from '@parley/language';
import { occurrencesAfter } from '@parley/recurrence';
import { ChatTransactions } from '../../chat-transactions.js';
import { PostReply } from '../../conversations/application/post-reply.js';
import { named } from '../../dialog/texts/counted.js';
import { textsFor } from '../../dialog/texts/texts.js';
import { SeriesRepository, TaskRepository } from '../../tasks/application/task-repository.js';
import { instantOf } from '../../tasks/domain/due.js';
import type { Task } from '../../tasks/domain/task.js';
import { changedSeries, ruleOf, type Series } from '../domain/series.js';
import { SeriesJournal } from './series-journal.js';
import { SeriesOccurrences } from './series-occurrences.js';

/** What a completion calls for: the keys of the next occurrences, none when the rule has no further one. */
interface Called {
  readonly keys: readonly string[];
  readonly skipped: readonly string[];
}

/** Carries a series on after one of its occurrences was completed. Safe to repeat, in any order with an undo. */
@Injectable()
export class AdvanceSeries {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly series: SeriesRepository,
    private readonly journal: SeriesJournal,
    private readonly occurrences: SeriesOccurrences,
    private readonly reply: PostReply,
    private readonly clock: Clock,
  ) {}

  async execute(request: AdvanceSeriesRequest): Promise<{ created: boolean }> {
    return this.transactions.run(async () => {
      const conversationId = await this.reply.conversationOf(request);
      const completed = await this.tasks.findOccurrenceForUpdate(
        request,
        request.seriesId,
        request.completedKey,
      );
      const still = completed?.completedAt?.toISOString() === new Date(request.completedAt).toISOString();
      // Reopened or undone meanwhile: that completion no longer calls for anything.
      if (!completed || completed.status !== 'completed' || !still) return { created: false };
      const series = await this.series.findForUpdate(request, request.seriesId);
      if (!series || series.endedAt || series.pausedAt) return { created: false };
      const now = this.clock.now();
      const called = await this.called(request, series, completed);
      const skipped = [...new Set([...series.skipped, ...called.skipped])];
      if (skipped.length > series.skipped.length)
        await this.series.update({ ...series, skipped, updatedAt: now });
      const opened: Task[] = [];
      for (const key of called.keys) {
        const task = await this.occurrences.open({ ...series, skipped }, key, now, completed.completedAt);
        if (task) opened.push(task);
      }
      if (opened.length > 0) {
        await this.reply.execute(request, conversationId, {
          text: textsFor(series.locale).nextTime,
          blocks: opened.map(({ id }) => ({ type: 'task', taskId: id })),
        });
        return { created: true };
      }
      await this.endIfOver(request, conversationId, { ...series, skipped }, called, now);
      return { created: false };
    });
  }

  /** What was asked for, or what holds now when the rule changed since it was worked out. */
  private async called(request: AdvanceSeriesRequest, series: Series, completed: Task): Promise<Called> {
    const { seriesVersion = series.version, next, outcome, skipped } = request;
    if (seriesVersion === series.version)
      return { keys: next && outcome === 'next' ? [next.key] : [], skipped };
    const following = occurrencesAfter({
      rule: ruleOf(series),
      key: request.completedKey,
      completedAt: completed.completedAt ?? this.clock.now(),
      ahead: series.ahead,
      completions: await this.tasks.countCompletions(series, series.id),
    });
    return { keys: following.occurrences.map(({ key }) => key), skipped: following.skipped };
  }

  /** A series ends with its last occurrence, in whichever order they were completed. */
  private async endIfOver(
    request: AdvanceSeriesRequest,
    conversationId: string,
    series: Series,
    { keys }: Called,
    now: Date,
  ): Promise<void> {
    if ((await this.series.countOpen(series, series.id)) > 0) return;
    const done = await Promise.all(
      keys.map((key) => this.tasks.findOccurrenceForUpdate(series, series.id, key)),
    );
    if (keys.length > 0 && !(await this.lastIsDone(series, done, now))) return;
    await this.journal.ended(changedSeries(series, { endedAt: now, exhausted: true }, now));
    const texts = textsFor(series.locale);
    await this.reply.execute(request, conversationId, {
      text: say(texts.lastOfSeries, { what: named(texts, [series.template]) }),
      blocks: [],
    });
  }

  /** The next occurrences were completed before this one: the series goes on after them, or is over. */
  private async lastIsDone(series: Series, done: readonly (Task | null)[], now: Date): Promise<boolean> {
    const last = done.findLast((task) => task !== null);
    if (!last?.due) return false;
    return (await this.occurrences.fill(series, instantOf(last.due), now)).length === 0;
  }
}
