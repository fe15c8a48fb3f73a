import { Injectable } from '@nestjs/common';
import { seriesEndedV1, type AdvanceSeriesRequest } from '@parley/contracts';
import { Clock } from '@parley/kernel';
import { Outbox } from '@parley/outbox';
import { ChatTransactions } from '../../chat-transactions.js';
import { PostReply } from '../../conversations/application/post-reply.js';
import { SeriesRepository, TaskRepository } from '../../tasks/application/task-repository.js';
import { seriesSnapshot } from '../../tasks/domain/task-snapshot.js';
import { SeriesOccurrences } from './series-occurrences.js';

/** Carries a series on after one of its occurrences was completed. Safe to repeat, in any order with an undo. */
@Injectable()
export class AdvanceSeries {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly series: SeriesRepository,
    private readonly occurrences: SeriesOccurrences,
    private readonly reply: PostReply,
    private readonly outbox: Outbox,
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
      if (!series || series.endedAt) return { created: false };
      const now = this.clock.now();
      if (request.outcome === 'ended' || !request.next) {
        const ended = { ...series, endedAt: now, version: series.version + 1, updatedAt: now };
        await this.series.update(ended);
        const { workspaceId, userId } = series;
        this.outbox.add(seriesEndedV1, { series: seriesSnapshot(ended), workspaceId, userId });
        await this.reply.execute(request, conversationId, {
          text: `That was the last "${series.template.title}".`,
          blocks: [],
        });
        return { created: false };
      }
      const skipped = [...new Set([...series.skipped, ...request.skipped])];
      const advanced = { ...series, skipped, updatedAt: now };
      if (skipped.length > series.skipped.length) await this.series.update(advanced);
      const next = await this.occurrences.open(advanced, request.next.key, now);
      if (!next) return { created: false };
      await this.reply.execute(request, conversationId, {
        text: 'Next time:',
        blocks: [{ type: 'task', taskId: next.id }],
      });
      return { created: true };
    });
  }
}
