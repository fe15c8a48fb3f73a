import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Prisma } from '../../generated/prisma/client.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { taskToJson } from '../../tasks/domain/task-json.js';
import type { Series } from '../../series/domain/series.js';
import type { Task } from '../../tasks/domain/task.js';

export type ActionKind =
  | ('create' | 'complete' | 'reopen' | 'edit' | 'snooze' | 'delete')
  | ('skip' | 'series-edit' | 'series-end' | 'series-pause' | 'series-resume');

/** An act that can be undone until `expiresAt`. */
export interface UndoableAction {
  readonly id: string;
  readonly expiresAt: Date;
}

/** One task that an act touched. */
export interface ActionChange {
  readonly taskId: string;
  /** State before, `null` when the act made the task. */
  readonly before: unknown;
  /** Version after; undo needs the task to be at it still. */
  readonly version: number;
  /** Made by the act beside what was asked for: stays when it was touched since. */
  readonly follower?: boolean;
}

/** One series that an act touched. */
export interface SeriesActionChange {
  readonly seriesId: string;
  /** State before, `null` when the act made the series. */
  readonly before: unknown;
  readonly version: number;
}

interface TouchedTask {
  readonly before: Task | null;
  readonly after: Task;
  readonly follower?: boolean;
}

interface TouchedSeries {
  readonly before: Series | null;
  readonly after: Series;
}

/** Occurrences that an act brought along. */
export function followers(tasks: readonly Task[]): TouchedTask[] {
  return tasks.map((after) => ({ before: null, after, follower: true }));
}

const UNDO_MS = 10 * 60_000;

/** Remembers what an act changed. */
@Injectable()
export class ActionLog {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly clock: Clock,
  ) {}

  async record(
    owner: Owner,
    kind: ActionKind,
    tasks: readonly TouchedTask[],
    series: readonly TouchedSeries[] = [],
  ): Promise<UndoableAction> {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + UNDO_MS);
    const id = newId();
    const stored: (ActionChange | SeriesActionChange)[] = [
      // Undone from the end: the series is what it was before its occurrences are.
      ...tasks.map(({ before, after, follower = false }) => ({
        taskId: after.id,
        before: before && taskToJson(before),
        version: after.version,
        ...(follower && { follower }),
      })),
      ...series.map(({ before, after }) => ({
        seriesId: after.id,
        before: before && (JSON.parse(JSON.stringify(before)) as unknown),
        version: after.version,
      })),
    ];
    await this.transactions.client.action.create({
      data: {
        id,
        kind,
        userId: owner.userId,
        workspaceId: owner.workspaceId,
        changes: stored as unknown as Prisma.InputJsonArray,
        createdAt,
        expiresAt,
      },
      select: { id: true },
    });
    return { id, expiresAt };
  }

  /** Those of the actions that were taken back. */
  async undone({ userId }: Owner, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.transactions.current.action.findMany({
      where: { userId, id: { in: [...ids] }, undoneAt: { not: null } },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  /** Makes one act of several, so that one undo takes all of them back. @returns the first, which has them all */
  async merge(owner: Owner, actions: readonly UndoableAction[]): Promise<UndoableAction | undefined> {
    const [first, ...rest] = actions;
    if (!first || rest.length === 0) return first;
    const { client } = this.transactions;
    const { userId } = owner;
    const rows = await client.action.findMany({
      where: { userId, id: { in: actions.map(({ id }) => id) } },
      orderBy: { id: 'asc' },
      select: { changes: true },
    });
    const changes = rows.flatMap((row) => row.changes as unknown as Prisma.InputJsonObject[]);
    await client.action.updateMany({ where: { userId, id: first.id }, data: { changes } });
    await client.action.deleteMany({ where: { userId, id: { in: rest.map(({ id }) => id) } } });
    return first;
  }
}
