import { Injectable } from '@nestjs/common';
import { traceparentOf } from '@parley/dapr';
import { NotificationTransactions } from '../../notification-transactions.js';
import { ReminderIdTakenError } from '../application/errors.js';
import {
  ReminderRepository,
  type Advanced,
  type HeardVersion,
  type Locked,
  type PageKey,
} from '../application/reminder-repository.js';
import type { Alarm } from '../domain/alarm.js';
import type { Reminder, ReminderStatus } from '../domain/reminder.js';
import { fromRaw, fromRow, toAlarm, type RawAlarm, type RawRow } from './reminder-rows.js';

/** Reminders in PostgreSQL. Rows are locked in the order of their ids, everywhere. */
@Injectable()
export class PrismaReminderRepository extends ReminderRepository {
  constructor(private readonly transactions: NotificationTransactions) {
    super();
  }

  override async advance(heard: readonly HeardVersion[]): Promise<Advanced> {
    const taskIds = new Set<string>();
    let now = new Date(0);
    // Which of two conditions holds cannot be told per row, and deletions are rare.
    for (const [again, versions] of Map.groupBy(heard, (version) => version.again)) {
      const rows = await this.transactions.client.$queryRaw<{ task_id: string; now: Date }[]>`
        INSERT INTO task_versions (task_id, version)
        SELECT "taskId", version FROM jsonb_to_recordset(${JSON.stringify(versions)}::jsonb)
          AS heard("taskId" uuid, version int) ORDER BY "taskId"
        ON CONFLICT (task_id) DO UPDATE SET version = EXCLUDED.version
        WHERE task_versions.version < EXCLUDED.version + ${again ? 1 : 0}::int
        RETURNING task_id, date_trunc('milliseconds', statement_timestamp()) AS now`;
      for (const row of rows) {
        taskIds.add(row.task_id);
        now = row.now;
      }
    }
    return { taskIds, now };
  }

  override async lockOfTasks(taskIds: readonly string[]): Promise<readonly Reminder[]> {
    const rows = await this.transactions.client.$queryRaw<RawRow[]>`
      SELECT reminder_id, task_id, workspace_id, user_id, conversation_id, title, due_at, task_version, generation,
        status, fired_at
      FROM reminders WHERE task_id = ANY(${[...taskIds]}::uuid[]) ORDER BY reminder_id FOR UPDATE`;
    return rows.map(fromRaw);
  }

  override async lockByIds(ids: readonly string[]): Promise<Locked> {
    const rows = await this.transactions.client.$queryRaw<(RawRow & { readonly now: Date })[]>`
      SELECT reminder_id, task_id, workspace_id, user_id, conversation_id, title, due_at, task_version, generation,
        status, fired_at, date_trunc('milliseconds', statement_timestamp()) AS now
      FROM reminders
      WHERE reminder_id = ANY(${[...ids]}::uuid[]) ORDER BY reminder_id FOR UPDATE`;
    return { reminders: rows.map(fromRaw), now: rows[0]?.now ?? new Date(0) };
  }

  override async save(reminders: readonly Reminder[]): Promise<void> {
    if (reminders.length === 0) return;
    const json = JSON.stringify(
      reminders.map((reminder) => ({ ...reminder, traceparent: traceparentOf(reminder) })),
    );
    const saved = await this.transactions.client.$executeRaw`
      INSERT INTO reminders (reminder_id, task_id, workspace_id, user_id, conversation_id, title, due_at,
        task_version, generation, status, fired_at, traceparent)
      SELECT id, "taskId", "workspaceId", "userId", "conversationId", title, "dueAt", "taskVersion", generation,
        status, "firedAt", traceparent
      FROM jsonb_to_recordset(${json}::jsonb) AS reminder(id uuid, "taskId" uuid, "workspaceId" text,
        "userId" text, "conversationId" uuid, title text, "dueAt" timestamptz, "taskVersion" int,
        generation int, status text, "firedAt" timestamptz, traceparent text)
      ON CONFLICT (reminder_id) DO UPDATE SET title = EXCLUDED.title, due_at = EXCLUDED.due_at,
        conversation_id = EXCLUDED.conversation_id, task_version = EXCLUDED.task_version,
        generation = EXCLUDED.generation, status = EXCLUDED.status, fired_at = EXCLUDED.fired_at,
        armed_at = CASE WHEN reminders.generation = EXCLUDED.generation THEN reminders.armed_at END,
        traceparent = CASE WHEN reminders.generation = EXCLUDED.generation THEN reminders.traceparent
          ELSE EXCLUDED.traceparent END
      WHERE reminders.task_id = EXCLUDED.task_id`;
    if (saved < reminders.length) throw new ReminderIdTakenError();
  }

  override async withoutAlarm(horizonMs: number, limit: number): Promise<readonly Alarm[]> {
    const rows = await this.transactions.root.$queryRaw<RawAlarm[]>`
      SELECT reminder_id, generation, greatest(due_at, date_trunc('milliseconds', now())) AS due_at, traceparent
      FROM reminders
      WHERE status = 'scheduled' AND armed_at IS NULL
        AND due_at < now() + make_interval(secs => ${horizonMs / 1000}::float8)
      ORDER BY reminders.due_at LIMIT ${limit}`;
    return rows.map(toAlarm);
  }

  override async withNeedlessAlarm(limit: number): Promise<readonly Alarm[]> {
    const rows = await this.transactions.root.$queryRaw<RawAlarm[]>`
      SELECT reminder_id, generation, due_at, traceparent FROM reminders
      WHERE status = 'cancelled' AND armed_at IS NOT NULL LIMIT ${limit}`;
    return rows.map(toAlarm);
  }

  override async markArmed(alarms: readonly Alarm[]): Promise<void> {
    if (alarms.length === 0) return;
    const json = JSON.stringify(alarms);
    await this.transactions.run(async () => {
      await this.transactions.client.$executeRaw`
        UPDATE reminders SET armed_at = CASE WHEN reminders.generation = alarm.generation THEN now() END
        FROM jsonb_to_recordset(${json}::jsonb) AS alarm("reminderId" uuid, generation int)
        WHERE reminder_id = alarm."reminderId"`;
    });
  }

  override async markDisarmed(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.transactions.run(async () => {
      await this.transactions.client.$executeRaw`
        UPDATE reminders SET armed_at = NULL WHERE reminder_id = ANY(${[...ids]}::uuid[])`;
    });
  }

  override async forgetOverdueAlarms(overdueMs: number, limit: number): Promise<number> {
    const seconds = overdueMs / 1000;
    // Locked rows are just being fired.
    return this.transactions.root.$executeRaw`
      WITH overdue AS (
        SELECT reminder_id FROM reminders
        WHERE status = 'scheduled' AND due_at < now() - make_interval(secs => ${seconds}::float8)
          AND armed_at < now() - make_interval(secs => ${seconds}::float8)
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      UPDATE reminders SET armed_at = NULL FROM overdue WHERE reminders.reminder_id = overdue.reminder_id`;
  }

  override async enterEpoch(epoch: string): Promise<number> {
    return this.transactions.run(async () => {
      const known = await this.transactions.client.$executeRaw`
        UPDATE scheduler_epochs SET reconciled_at = now() WHERE id = 1 AND epoch = ${epoch}`;
      if (known > 0) return 0;
      await this.transactions.client.$executeRaw`
        INSERT INTO scheduler_epochs (id, epoch) VALUES (1, ${epoch})
        ON CONFLICT (id) DO UPDATE SET epoch = EXCLUDED.epoch, reconciled_at = now()`;
      return this.transactions.client.$executeRaw`
        WITH armed AS (
          SELECT reminder_id FROM reminders WHERE status = 'scheduled' AND armed_at IS NOT NULL
          ORDER BY reminder_id FOR UPDATE)
        UPDATE reminders SET armed_at = NULL FROM armed WHERE reminders.reminder_id = armed.reminder_id`;
    });
  }

  override async lastReconciled(): Promise<{ epoch: string; agoMs: number } | undefined> {
    const [row] = await this.transactions.root.$queryRaw<{ epoch: string; agoMs: number }[]>`
      SELECT epoch, (extract(epoch FROM now() - reconciled_at) * 1000)::float8 AS "agoMs" FROM scheduler_epochs`;
    return row;
  }

  override async countOverdue(overdueMs: number): Promise<number> {
    const [row] = await this.transactions.root.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM reminders
      WHERE status = 'scheduled' AND due_at < now() - make_interval(secs => ${overdueMs / 1000}::float8)`;
    return row?.count ?? 0;
  }

  override async list(
    { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
    status: ReminderStatus,
    after: PageKey | undefined,
    limit: number,
  ): Promise<readonly Reminder[]> {
    const [order, beyond] = status === 'scheduled' ? (['asc', 'gt'] as const) : (['desc', 'lt'] as const);
    const rows = await this.transactions.root.reminder.findMany({
      where: {
        workspaceId,
        userId,
        status,
        ...(after && {
          OR: [
            { dueAt: { [beyond]: after.dueAt } },
            { dueAt: after.dueAt, reminderId: { [beyond]: after.id } },
          ],
        }),
      },
      orderBy: [{ dueAt: order }, { reminderId: order }],
      take: limit,
    });
    return rows.map(fromRow);
  }
}
