import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { isUniqueViolation } from '@parley/persistence';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { ImportStore, type RowView } from '../application/import-store.js';
import { ImportBusyError, ImportNotFoundError } from '../domain/errors.js';
import type { Import, ImportStatus } from '../domain/import.js';
import type { ShownRow } from '../domain/made-row.js';
import { importColumns, toImport } from './import-rows.js';

/** What a person does with imports. */
@Injectable()
export class PrismaImportStore extends ImportStore {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async insert(one: Import, file: Uint8Array): Promise<void> {
    const { scope, problem, ...rest } = one;
    const { client } = this.transactions;
    const { userId, workspaceId } = scope;
    const busy = await client.import.findFirst({
      where: { userId, workspaceId, finishedAt: null },
      select: { id: true },
    });
    if (busy) throw new ImportBusyError(busy.id);
    try {
      const data = { ...rest, ...scope, file: new Uint8Array(file), updatedAt: this.clock.now() };
      await client.import.create({ data, select: { id: true } });
    } catch (error) {
      throw isUniqueViolation(error) ? new ImportBusyError(null) : error;
    }
  }

  override async get({ userId, workspaceId }: Owner, id: string): Promise<Import> {
    const where = { id, userId, workspaceId };
    const row = await this.transactions.current.import.findFirst({ where, select: importColumns });
    if (!row) throw new ImportNotFoundError();
    return toImport(row);
  }

  override async getForUpdate(owner: Owner, id: string): Promise<Import> {
    await this.transactions.client.$executeRaw`
      SELECT 1 FROM imports WHERE id = ${id}::uuid AND user_id = ${owner.userId} FOR UPDATE`;
    return this.get(owner, id);
  }

  override async list({ userId, workspaceId }: Owner, limit: number): Promise<Import[]> {
    const rows = await this.transactions.root.import.findMany({
      where: { userId, workspaceId },
      orderBy: { id: 'desc' },
      take: limit,
      select: importColumns,
    });
    return rows.map(toImport);
  }

  override async rows(
    owner: Owner,
    id: string,
    outcomes: readonly RowView['outcome'][],
    after: number,
    limit: number,
  ): Promise<RowView[]> {
    await this.get(owner, id);
    const rows = await this.transactions.root.importRow.findMany({
      where: { importId: id, outcome: { in: [...outcomes] }, position: { gt: after } },
      orderBy: { position: 'asc' },
      take: limit,
      select: { position: true, line: true, outcome: true, reason: true, shown: true },
    });
    return rows.map(({ outcome, shown, ...rest }) => ({
      ...rest,
      outcome: outcome as RowView['outcome'],
      task: shown as unknown as ShownRow | null,
    }));
  }

  override async move(one: Import, status: ImportStatus, change: Partial<Import> = {}): Promise<Import> {
    const now = this.clock.now();
    const { scope: _, problem, ...rest } = change;
    const over = status === 'completed' || status === 'cancelled' || status === 'failed';
    const { client } = this.transactions;
    const row = await client.import.update({
      where: { id: one.id },
      data: {
        ...{ ...rest, status, updatedAt: now, attempts: 0 },
        // Whoever made everything goes on with telling of it.
        ...(status !== 'finishing' && { leaseHolder: null, leaseUntil: null }),
        ...(problem && { problem: { ...problem } }),
        ...(status !== 'checking' && { file: null }),
        ...(over && { finishedAt: now }),
      },
      select: importColumns,
    });
    // Only what was not taken is still of interest.
    if (over)
      await client.$executeRaw`
      DELETE FROM import_rows WHERE import_id = ${one.id}::uuid AND outcome NOT IN ('skipped', 'refused')`;
    return toImport(row);
  }
}
