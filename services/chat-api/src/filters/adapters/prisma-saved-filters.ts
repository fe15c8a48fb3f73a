import { Injectable } from '@nestjs/common';
import { foldName } from '@parley/language';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { SavedFilters } from '../application/saved-filters.js';
import type { SavedFilter } from '../domain/saved-filter.js';

@Injectable()
export class PrismaSavedFilters extends SavedFilters {
  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  override list({ userId, workspaceId }: Owner): Promise<SavedFilter[]> {
    return this.transactions.current.savedFilter.findMany({
      where: { userId, workspaceId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      omit: { nameKey: true },
    });
  }

  override async listForUpdate(owner: Owner): Promise<SavedFilter[]> {
    // The row that every change of the user's meets at; there may be no filter yet to lock.
    await this.transactions.client.$executeRaw`
      INSERT INTO feeds (user_id, workspace_id) VALUES (${owner.userId}, ${owner.workspaceId})
      ON CONFLICT (user_id) DO UPDATE SET user_id = feeds.user_id`;
    return this.list(owner);
  }

  override async insert(filter: SavedFilter): Promise<void> {
    await this.transactions.client.savedFilter.create({ data: toData(filter), select: { id: true } });
  }

  override async update(filter: SavedFilter): Promise<void> {
    const { id, userId, workspaceId } = filter;
    await this.transactions.client.savedFilter.updateMany({
      where: { id, userId, workspaceId },
      data: toData(filter),
    });
  }

  override async remove({ id, userId, workspaceId }: SavedFilter): Promise<void> {
    await this.transactions.client.savedFilter.deleteMany({ where: { id, userId, workspaceId } });
  }

  override async order({ userId, workspaceId }: Owner, ids: readonly string[]): Promise<void> {
    await this.transactions.client.$executeRaw`
      UPDATE saved_filters SET position = (place.ordinal - 1)::int
      FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS place(id, ordinal)
      WHERE saved_filters.id = place.id AND user_id = ${userId} AND workspace_id = ${workspaceId}`;
  }
}

function toData(filter: SavedFilter) {
  return { ...filter, nameKey: foldName(filter.name) };
}
