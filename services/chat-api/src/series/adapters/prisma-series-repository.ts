import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { SeriesRepository, type Owner } from '../../tasks/application/task-repository.js';
import { toSeries, toSeriesData } from '../../tasks/adapters/task-row.js';
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

  override async update(series: Series): Promise<void> {
    await this.transactions.client.series.updateMany({
      where: { id: series.id, userId: series.userId },
      data: toSeriesData(series),
    });
  }
}
