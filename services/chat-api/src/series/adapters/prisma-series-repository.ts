import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { SeriesRepository, type Owner } from '../../tasks/application/task-repository.js';
import { toSeries, toSeriesData } from '../../tasks/adapters/task-row.js';
import { SeriesNotFoundError } from '../domain/errors.js';
import type { Series } from '../domain/series.js';

@Injectable()
export class PrismaSeriesRepository extends SeriesRepository {
  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  override async insert(series: Series): Promise<void> {
    await this.transactions.client.series.create({ data: toSeriesData(series), select: { id: true } });
  }

  override async findForUpdate({ userId, workspaceId }: Owner, id: string): Promise<Series | null> {
    const { client } = this.transactions;
    await client.$executeRaw`SELECT 1 FROM series WHERE id = ${id}::uuid AND user_id = ${userId} FOR UPDATE`;
    const row = await client.series.findFirst({ where: { id, userId, workspaceId } });
    return row && toSeries(row);
  }

  override async get({ userId, workspaceId }: Owner, id: string): Promise<Series> {
    const row = await this.transactions.current.series.findFirst({ where: { id, userId, workspaceId } });
    if (!row) throw new SeriesNotFoundError();
    return toSeries(row);
  }

  override async findMany({ userId, workspaceId }: Owner, ids: readonly string[]): Promise<Series[]> {
    if (ids.length === 0) return [];
    const rows = await this.transactions.current.series.findMany({
      where: { id: { in: [...ids] }, userId, workspaceId },
    });
    return rows.map(toSeries);
  }

  override countOpen({ userId, workspaceId }: Owner, id: string): Promise<number> {
    return this.transactions.client.task.count({
      where: { seriesId: id, userId, workspaceId, status: 'open', deletedAt: null },
    });
  }

  override async list({ userId, workspaceId }: Owner, limit: number, before?: string): Promise<Series[]> {
    const rows = await this.transactions.root.series.findMany({
      where: { userId, workspaceId, ...(before !== undefined && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toSeries);
  }

  override async floatingElsewhere({ userId, workspaceId }: Owner, zone: string): Promise<string[]> {
    const rows = await this.transactions.client.series.findMany({
      where: { userId, workspaceId, endedAt: null, floating: true, zone: { not: zone } },
      orderBy: { id: 'asc' },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  override async update(series: Series): Promise<void> {
    await this.transactions.client.series.updateMany({
      where: { id: series.id, userId: series.userId },
      data: toSeriesData(series),
    });
  }
}
