import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import { instantOf } from '../../tasks/domain/due.js';
import { editTask } from '../../tasks/domain/task.js';

const BATCH = 200;

interface DueRow {
  readonly id: string;
  readonly user_id: string;
  readonly workspace_id: string;
}

/** What a batch did; `position` is null when there is nothing left. */
export interface Recomputed {
  readonly position: string | null;
  readonly moved: number;
}

/**
 * Works the instants of open tasks out anew after the rules of a zone changed: their civil times stay, and with the new
 * instants their reminders are set anew.
 */
@Injectable()
export class RecomputeDue {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
    private readonly clock: Clock,
  ) {}

  /** One batch after `position`, in one transaction. */
  async batch(position: string | null): Promise<Recomputed> {
    return this.transactions.run(async () => {
      const now = this.clock.now();
      const rows = await this.transactions.client.$queryRaw<DueRow[]>`
        SELECT id, user_id, workspace_id FROM tasks
        WHERE status = 'open' AND deleted_at IS NULL AND due_at > ${now}
          AND (${position}::uuid IS NULL OR id > ${position}::uuid)
        ORDER BY id LIMIT ${BATCH}`;
      let moved = 0;
      for (const row of rows) {
        if (await this.recompute({ userId: row.user_id, workspaceId: row.workspace_id }, row.id, now))
          moved += 1;
      }
      return { position: rows.length < BATCH ? null : (rows.at(-1)?.id ?? null), moved };
    });
  }

  private async recompute(
    owner: { userId: string; workspaceId: string },
    id: string,
    now: Date,
  ): Promise<boolean> {
    const task = await this.tasks.findForUpdate(owner, id);
    if (!task?.due || task.deletedAt || task.status !== 'open') return false;
    const [stored] = await this.transactions.client.$queryRaw<{ due_at: Date | null }[]>`
      SELECT due_at FROM tasks WHERE id = ${id}::uuid`;
    if (stored?.due_at?.getTime() === instantOf(task.due).getTime()) return false;
    const snoozes = task.reminders.filter(({ kind }) => kind === 'snooze');
    const edited = editTask(task, { due: task.due }, now);
    // A snooze is an instant that the user chose; only offsets follow the due time.
    await this.journal.updated({ ...edited, reminders: [...edited.reminders, ...snoozes] });
    return true;
  }
}
