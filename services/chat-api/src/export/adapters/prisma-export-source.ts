import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Series } from '../../series/domain/series.js';
import { toSeries, toTask } from '../../tasks/adapters/task-row.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';
import { ExportSource } from '../application/export-source.js';

/** With the longest notes that is 8 MB of rows. */
const PAGE = 500;

@Injectable()
export class PrismaExportSource extends ExportSource {
  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  override async *tasks({ userId, workspaceId }: Owner): AsyncGenerator<Task[]> {
    for (let after = 0; ;) {
      const rows = await this.transactions.root.task.findMany({
        where: { userId, workspaceId, deletedAt: null, number: { gt: after } },
        orderBy: { number: 'asc' },
        take: PAGE,
        include: { series: true },
      });
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(toTask);
      after = last.number;
    }
  }

  override async *series({ userId, workspaceId }: Owner): AsyncGenerator<Series[]> {
    for (let after: string | undefined; ;) {
      const rows = await this.transactions.root.series.findMany({
        where: { userId, workspaceId, ...(after !== undefined && { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: PAGE,
      });
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(toSeries);
      after = last.id;
    }
  }

  override async zones({ userId, workspaceId }: Owner): Promise<string[]> {
    const rows = await this.transactions.root.$queryRaw<{ zone: string }[]>`
      SELECT DISTINCT due_zone AS zone FROM tasks
      WHERE user_id = ${userId} AND workspace_id = ${workspaceId} AND deleted_at IS NULL AND due_zone IS NOT NULL
      UNION
      SELECT DISTINCT zone FROM series WHERE user_id = ${userId} AND workspace_id = ${workspaceId}
      ORDER BY zone`;
    return rows.map(({ zone }) => zone);
  }
}
