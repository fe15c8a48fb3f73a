import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { MakeAll } from '../application/make-all.js';
import type { Import } from '../domain/import.js';

/**
 * Makes the rows of an import with a handful of statements, so that thousands are there after one short transaction.
 * It adds rows only: nobody else's work waits for it. Keys are looked up row by row: a join would be planned without
 * knowing how many keys this very transaction has added.
 */
@Injectable()
export class PrismaMakeAll extends MakeAll {
  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  override async execute(one: Import, firstNumber: number, now: Date): Promise<number> {
    await this.claimKeys(one);
    await this.makeSeries(one);
    return this.makeTasks(one, firstNumber, now);
  }

  override async reserveNumbers({ scope, tasks }: Import): Promise<number> {
    const [row] = await this.transactions.client.$queryRaw<{ last: number }[]>`
      INSERT INTO feeds (user_id, workspace_id, last_task_number)
      VALUES (${scope.userId}, ${scope.workspaceId}, ${tasks}::int)
      ON CONFLICT (user_id) DO UPDATE SET last_task_number = feeds.last_task_number + ${tasks}::int
      RETURNING last_task_number AS last`;
    return (row?.last ?? tasks) - tasks + 1;
  }

  /** A key belongs to the row that makes what it stands for; one whose task was deleted is free again. */
  private async claimKeys({ id, scope: { userId, workspaceId } }: Import): Promise<void> {
    const { client } = this.transactions;
    // Series that are the person's own: their tasks are to find them.
    await client.$executeRaw`
      INSERT INTO import_keys (user_id, workspace_id, key, target_id, import_id)
      SELECT ${userId}, ${workspaceId}, r.key, s.id, ${id}::uuid
      FROM import_rows r JOIN series s ON s.id = substr(r.key, 8)::uuid
      WHERE r.import_id = ${id}::uuid AND r.outcome = 'known' AND r.task IS NULL AND r.key LIKE 'parley:%'
        AND s.user_id = ${userId} AND s.workspace_id = ${workspaceId}
      ON CONFLICT DO NOTHING`;
    await client.$executeRaw`
      INSERT INTO import_keys AS known (user_id, workspace_id, key, target_id, import_id)
      SELECT DISTINCT ON (key) ${userId}, ${workspaceId}, key, target_id, import_id
      FROM import_rows WHERE import_id = ${id}::uuid AND outcome IN ('task', 'series') ORDER BY key, position
      ON CONFLICT (user_id, workspace_id, key) DO UPDATE
        SET target_id = EXCLUDED.target_id, import_id = EXCLUDED.import_id
      WHERE NOT EXISTS (SELECT FROM tasks t WHERE t.id = known.target_id AND t.deleted_at IS NULL)
        AND NOT EXISTS (SELECT FROM series s WHERE s.id = known.target_id)`;
  }

  private async makeSeries({ id, scope: { userId, workspaceId } }: Import): Promise<void> {
    await this.transactions.client.$executeRaw`
      INSERT INTO series (id, workspace_id, user_id, conversation_id, rrule, civil_start, zone, mode, missed, exdates,
        skipped, ahead, floating, template, ended_at, locale, exhausted, paused_at, counted_from, previous_id, version,
        created_at, updated_at)
      SELECT s.id, s.workspace_id, s.user_id, s.conversation_id, s.rrule, s.civil_start, s.zone, s.mode, s.missed,
        s.exdates, s.skipped, s.ahead, s.floating, s.template, s.ended_at, s.locale, s.exhausted, s.paused_at,
        s.counted_from,
        CASE WHEN r.outcome = 'series' THEN (SELECT target_id FROM import_keys k
          WHERE k.user_id = ${userId} AND k.workspace_id = ${workspaceId} AND k.key = r.series_key) END,
        s.version, s.created_at, s.updated_at
      FROM import_rows r CROSS JOIN LATERAL jsonb_populate_record(NULL::series, r.series) AS s
      WHERE r.import_id = ${id}::uuid AND r.outcome IN ('task', 'series') AND r.series IS NOT NULL
        AND r.target_id = (SELECT target_id FROM import_keys k
          WHERE k.user_id = ${userId} AND k.workspace_id = ${workspaceId} AND k.key = r.key)`;
  }

  /** Reminders that are over by now are left out: an import is no reason to ring. */
  private makeTasks(
    { id, scope: { userId, workspaceId } }: Import,
    first: number,
    now: Date,
  ): Promise<number> {
    return this.transactions.client.$executeRaw`
      INSERT INTO tasks (id, workspace_id, user_id, conversation_id, number, title, notes, status, priority, tags, list,
        due_date, due_local, due_zone, due_at, reminders, series_id, occurrence_key, sentence, version, created_at,
        updated_at, completed_at)
      SELECT t.id, t.workspace_id, t.user_id, t.conversation_id,
        ${first}::int - 1 + row_number() OVER (ORDER BY r.position), t.title, t.notes, t.status, t.priority, t.tags,
        t.list, t.due_date, t.due_local, t.due_zone, t.due_at,
        (SELECT coalesce(jsonb_agg(one ORDER BY ordinal), '[]') FROM jsonb_array_elements(t.reminders)
          WITH ORDINALITY AS reminder(one, ordinal)
          WHERE t.status = 'completed' OR (one->>'at')::timestamptz > ${now}::timestamptz),
        parent.id, CASE WHEN parent.id IS NOT NULL THEN t.occurrence_key END,
        t.sentence, 1, t.created_at, t.updated_at, t.completed_at
      FROM import_rows r
      CROSS JOIN LATERAL jsonb_populate_record(NULL::tasks, r.task) AS t
      CROSS JOIN LATERAL (SELECT coalesce(t.series_id, (SELECT target_id FROM import_keys k
        WHERE k.user_id = ${userId} AND k.workspace_id = ${workspaceId} AND k.key = r.series_key)) AS id) AS parent
      WHERE r.import_id = ${id}::uuid AND r.outcome = 'task'
        AND r.target_id = (SELECT target_id FROM import_keys k
          WHERE k.user_id = ${userId} AND k.workspace_id = ${workspaceId} AND k.key = r.key)
      ON CONFLICT (series_id, occurrence_key) DO NOTHING`;
  }
}
