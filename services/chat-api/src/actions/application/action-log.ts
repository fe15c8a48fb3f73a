import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Prisma } from '../../generated/prisma/client.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { taskToJson } from '../../tasks/domain/task-json.js';
import type { Task } from '../../tasks/domain/task.js';

export type ActionKind = 'create' | 'complete' | 'reopen' | 'edit' | 'snooze' | 'delete';

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
    changes: readonly { before: Task | null; after: Task }[],
  ): Promise<UndoableAction> {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + UNDO_MS);
    const id = newId();
    const stored: ActionChange[] = changes.map(({ before, after }) => ({
      taskId: after.id,
      before: before && taskToJson(before),
      version: after.version,
    }));
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
