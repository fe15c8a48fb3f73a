import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskRepository, type Owner } from '../application/task-repository.js';
import { StaleTaskError, TaskNotFoundError } from '../domain/errors.js';
import type { Task } from '../domain/task.js';
import { toTask, toTaskData, type TaskRow } from './task-row.js';

@Injectable()
export class PrismaTaskRepository extends TaskRepository {
  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  override async getForUpdate(owner: Owner, id: string): Promise<Task> {
    const task = await this.findForUpdate(owner, id);
    if (!task || task.deletedAt) throw new TaskNotFoundError();
    return task;
  }

  override async findForUpdate({ userId, workspaceId }: Owner, id: string): Promise<Task | null> {
    const { client } = this.transactions;
    await client.$executeRaw`
      SELECT 1 FROM tasks WHERE id = ${id}::uuid AND user_id = ${userId} AND workspace_id = ${workspaceId} FOR UPDATE`;
    return found(
      await client.task.findFirst({ where: { id, userId, workspaceId }, include: { series: true } }),
    );
  }

  override async get({ userId, workspaceId }: Owner, id: string): Promise<Task> {
    const row = await this.transactions.root.task.findFirst({
      where: { id, userId, workspaceId, deletedAt: null },
      include: { series: true },
    });
    if (!row) throw new TaskNotFoundError();
    return toTask(row);
  }

  override async findMany({ userId, workspaceId }: Owner, ids: readonly string[]): Promise<Task[]> {
    if (ids.length === 0) return [];
    const rows = await this.transactions.current.task.findMany({
      where: { id: { in: [...ids] }, userId, workspaceId, deletedAt: null },
      include: { series: true },
    });
    const byId = new Map(rows.map((row) => [row.id, toTask(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  override async findOccurrenceForUpdate(owner: Owner, seriesId: string, key: string): Promise<Task | null> {
    const { userId, workspaceId } = owner;
    const row = await this.transactions.client.task.findFirst({
      where: { seriesId, occurrenceKey: key, userId, workspaceId },
      select: { id: true },
    });
    return row && this.findForUpdate(owner, row.id);
  }

  override countOpenOccurrences({ userId, workspaceId }: Owner, seriesId: string): Promise<number> {
    return this.transactions.client.task.count({
      where: { seriesId, userId, workspaceId, status: 'open', deletedAt: null },
    });
  }

  override async openOccurrencesForUpdate(owner: Owner, seriesId: string): Promise<Task[]> {
    const { userId, workspaceId } = owner;
    const rows = await this.transactions.client.$queryRaw<{ id: string }[]>`
      SELECT id FROM tasks
      WHERE series_id = ${seriesId}::uuid AND user_id = ${userId} AND workspace_id = ${workspaceId}
        AND status = 'open' AND deleted_at IS NULL
      ORDER BY id FOR UPDATE`;
    const tasks = await this.findMany(
      owner,
      rows.map(({ id }) => id),
    );
    return tasks.sort((a, b) => ((a.occurrenceKey ?? '') < (b.occurrenceKey ?? '') ? -1 : 1));
  }

  override async countCompletions({ userId, workspaceId }: Owner, seriesId: string): Promise<number> {
    const { client } = this.transactions;
    // Two completions at once must not both be the same one.
    const [series] = await client.$queryRaw<{ counted_from: Date | null }[]>`
      SELECT counted_from FROM series WHERE id = ${seriesId}::uuid AND user_id = ${userId} FOR UPDATE`;
    const from = series?.counted_from;
    const completedAt = from ? { gte: from } : undefined;
    return client.task.count({
      where: { seriesId, userId, workspaceId, status: 'completed', ...(completedAt && { completedAt }) },
    });
  }

  override async nextNumber({ userId, workspaceId }: Owner): Promise<number> {
    const [row] = await this.transactions.client.$queryRaw<{ last_task_number: number }[]>`
      INSERT INTO feeds (user_id, workspace_id, last_task_number) VALUES (${userId}, ${workspaceId}, 1)
      ON CONFLICT (user_id) DO UPDATE SET last_task_number = feeds.last_task_number + 1
      RETURNING last_task_number`;
    return row?.last_task_number ?? 1;
  }

  override async insert(task: Task): Promise<void> {
    await this.transactions.client.task.create({ data: toTaskData(task), select: { id: true } });
  }

  override async update(task: Task): Promise<void> {
    const { id, userId, version } = task;
    const { count } = await this.transactions.client.task.updateMany({
      where: { id, userId, version: version - 1 },
      data: toTaskData(task),
    });
    if (count === 0) throw new StaleTaskError(version);
  }
}

function found(row: TaskRow | null): Task | null {
  return row && toTask(row);
}
