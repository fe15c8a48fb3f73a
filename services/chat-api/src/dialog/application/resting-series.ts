import { Injectable } from '@nestjs/common';
import type { Ref } from '@parley/language';
import { ChatTransactions } from '../../chat-transactions.js';
import { SeriesRepository } from '../../tasks/application/task-repository.js';
import type { Series } from '../../series/domain/series.js';
import type { DialogTurn } from './dialog-turn.js';

/** Finds series that were paused, by their title or by the number of a task they had. */
@Injectable()
export class RestingSeries {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly series: SeriesRepository,
  ) {}

  /** The one meant, or, without a name, the one paused last. */
  async find({ scope }: DialogTurn, [ref]: readonly Ref[]): Promise<Series | null> {
    const { userId, workspaceId } = scope;
    const title = ref?.kind === 'text' || ref?.kind === 'quoted' ? ref.text.toLowerCase() : '';
    const number = ref?.kind === 'number' || ref?.kind === 'index' ? ref.n : null;
    const [found] = await this.transactions.client.$queryRaw<{ id: string }[]>`
      SELECT id FROM series
      WHERE user_id = ${userId} AND workspace_id = ${workspaceId}
        AND paused_at IS NOT NULL AND ended_at IS NULL AND starts_with(lower(template->>'title'), ${title})
        AND (${number}::int IS NULL OR EXISTS (
          SELECT 1 FROM tasks WHERE tasks.series_id = series.id AND tasks.number = ${number}::int))
      ORDER BY paused_at DESC LIMIT 1`;
    return found ? this.series.get(scope, found.id) : null;
  }
}
