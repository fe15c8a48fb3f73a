import { Injectable } from '@nestjs/common';
import {
  importCancelledV1,
  importCompletedV1,
  importFailedV1,
  importStartedV1,
  type EventDefinition,
  type ImportEventV1,
} from '@parley/contracts';
import { Outbox } from '@parley/outbox';
import { PrismaChangeFeed } from '../../feed/adapters/prisma-change-feed.js';
import { importView, type Import, type ImportProblem, type ImportStatus } from '../domain/import.js';
import { ImportStore } from './import-store.js';

const EVENTS: Partial<Record<ImportStatus, EventDefinition<ImportEventV1>>> = {
  running: importStartedV1,
  completed: importCompletedV1,
  cancelled: importCancelledV1,
  failed: importFailedV1,
};

/** Writes where an import stands, and tells the person's devices and the audit log. Within the running transaction. */
@Injectable()
export class ImportJournal {
  constructor(
    private readonly store: ImportStore,
    private readonly feed: PrismaChangeFeed,
    private readonly outbox: Outbox,
  ) {}

  async move(one: Import, status: ImportStatus, change: Partial<Import> = {}): Promise<Import> {
    const moved = await this.store.move(one, status, change);
    this.progressed(moved);
    const event = EVENTS[status];
    const { workspaceId, userId } = one.scope;
    const source = moved.format ?? 'unknown';
    const tasks = status === 'completed' ? moved.made : moved.tasks;
    if (event) this.outbox.add(event, { importId: one.id, workspaceId, userId, source, tasks });
    return moved;
  }

  async failed(one: Import, problem: ImportProblem): Promise<void> {
    await this.move(one, 'failed', { problem });
  }

  progressed(one: Import): void {
    this.feed.append(one.scope, { type: 'import.changed', import: importView(one) });
  }
}
