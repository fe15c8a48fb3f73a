import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { ImportWork, LeaseLostError, type HeldImport, type MadeIds } from '../application/import-work.js';
import { ImportNotFoundError } from '../domain/errors.js';
import type { Import, ImportStatus } from '../domain/import.js';
import type { MadeRow } from '../domain/made-row.js';
import { importColumns, toImport, toRowJson } from './import-rows.js';

/** How long a replica may be silent before another takes over. */
const LEASE_SECONDS = 30;
/** Events that may wait in the outbox before an import adds more. */
const MOST_WAITING = 2_000;

@Injectable()
export class PrismaImportWork extends ImportWork {
  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  override async claim(holder: string): Promise<HeldImport | null> {
    const [row] = await this.transactions.root.$queryRaw<{ id: string; attempts: number }[]>`
      UPDATE imports
      SET lease_holder = ${holder}::uuid, attempts = attempts + 1,
        lease_until = CURRENT_TIMESTAMP + make_interval(secs => ${LEASE_SECONDS}::int)
      WHERE id = (
        SELECT id FROM imports
        WHERE status IN ('checking', 'running', 'finishing')
          AND (lease_until IS NULL OR lease_until < CURRENT_TIMESTAMP)
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, attempts`;
    if (!row) return null;
    return { one: await this.read(row.id), holder, attempts: row.attempts };
  }

  override async renew({ one, holder }: HeldImport, status: ImportStatus): Promise<Import> {
    const held = await this.transactions.client.$executeRaw`
      UPDATE imports
      SET lease_until = CURRENT_TIMESTAMP + make_interval(secs => ${LEASE_SECONDS}::int)
      WHERE id = ${one.id}::uuid AND lease_holder = ${holder}::uuid AND status = ${status}`;
    if (held === 0) throw new LeaseLostError();
    return this.read(one.id);
  }

  override async release({ one, holder }: HeldImport, seconds: number): Promise<void> {
    await this.transactions.root.$executeRaw`
      UPDATE imports SET lease_until = CURRENT_TIMESTAMP + make_interval(secs => ${seconds}::int)
      WHERE id = ${one.id}::uuid AND lease_holder = ${holder}::uuid`;
  }

  override async file(id: string): Promise<Uint8Array> {
    const row = await this.transactions.root.import.findUnique({ where: { id }, select: { file: true } });
    return row?.file ?? new Uint8Array();
  }

  override async addRows(one: Import, first: number, rows: readonly MadeRow[]): Promise<void> {
    const known = await this.known(one, rows);
    const { scope, id } = one;
    const json = JSON.stringify(rows.map((row, i) => toRowJson(row, first + i, known, scope.locale)));
    await this.transactions.client.$executeRaw`
      WITH added AS (
        INSERT INTO import_rows
          (import_id, position, line, outcome, key, target_id, series, task, series_key, shown, reason)
        SELECT ${id}::uuid, position, line, outcome, key, target_id, nullif(series, 'null'), nullif(task, 'null'),
          series_key, nullif(shown, 'null'), reason
        FROM jsonb_to_recordset(${json}::jsonb) AS (position int, line int, outcome text, key text, target_id uuid,
          series jsonb, task jsonb, series_key text, shown jsonb, reason text)
        RETURNING outcome)
      UPDATE imports AS i SET attempts = 0, checked = i.checked + c.rows, tasks = i.tasks + c.task, series = i.series + c.series,
        known = i.known + c.known, skipped = i.skipped + c.skipped, refused = i.refused + c.refused
      FROM (
        SELECT count(*) AS rows, count(*) FILTER (WHERE outcome = 'task') AS task,
          count(*) FILTER (WHERE outcome = 'series') AS series, count(*) FILTER (WHERE outcome = 'known') AS known,
          count(*) FILTER (WHERE outcome = 'skipped') AS skipped, count(*) FILTER (WHERE outcome = 'refused') AS refused
        FROM added) AS c
      WHERE i.id = ${id}::uuid`;
  }

  override madeAfter({ id, scope }: Import, limit: number): Promise<MadeIds[]> {
    return this.transactions.client.$queryRaw<MadeIds[]>`
      SELECT r.position, t.id AS "taskId", s.id AS "seriesId"
      FROM imports i JOIN import_rows r ON r.import_id = i.id AND r.position > i.announced_to
      LEFT JOIN tasks t ON t.id = r.target_id AND t.user_id = ${scope.userId}
      LEFT JOIN series s ON s.id = (r.series->>'id')::uuid AND s.user_id = ${scope.userId}
      WHERE i.id = ${id}::uuid AND r.outcome IN ('task', 'series')
      ORDER BY r.position LIMIT ${limit}::int`;
  }

  override async lockTasks({ scope }: Import, ids: readonly string[]): Promise<void> {
    await this.transactions.client.$executeRaw`
      SELECT 1 FROM tasks WHERE id = ANY (${[...ids]}::uuid[]) AND user_id = ${scope.userId} ORDER BY id FOR UPDATE`;
  }

  override async announcedTo(id: string, position: number, tasks: number): Promise<void> {
    await this.transactions.client.$executeRaw`
      UPDATE imports SET attempts = 0, announced_to = ${position}::int, announced = announced + ${tasks}::int
      WHERE id = ${id}::uuid`;
  }

  override async outboxHasRoom(): Promise<boolean> {
    const [row] = await this.transactions.root.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM (SELECT 1 FROM outbox LIMIT ${MOST_WAITING}::int) AS part`;
    return Number(row?.waiting ?? 0) < MOST_WAITING;
  }

  /** Keys of rows whose task or series is there: made by an import before, or the one that was exported. */
  private async known({ scope }: Import, rows: readonly MadeRow[]): Promise<ReadonlySet<string>> {
    const { userId, workspaceId } = scope;
    const keys = rows.flatMap((row) => ('key' in row ? row.key : []));
    const found = await this.transactions.client.$queryRaw<{ key: string }[]>`
      SELECT wanted.key FROM (
        SELECT key, (SELECT target_id FROM import_keys k
          WHERE k.user_id = ${userId} AND k.workspace_id = ${workspaceId} AND k.key = w.key) AS made,
          CASE WHEN key LIKE 'parley:%' THEN substr(key, 8)::uuid END AS own
        FROM unnest(${keys}::text[]) AS w(key)) AS wanted
      WHERE EXISTS (SELECT FROM tasks t WHERE t.id IN (wanted.made, wanted.own) AND t.user_id = ${userId}
          AND t.workspace_id = ${workspaceId} AND t.deleted_at IS NULL)
        OR EXISTS (SELECT FROM series s WHERE s.id IN (wanted.made, wanted.own) AND s.user_id = ${userId}
          AND s.workspace_id = ${workspaceId})`;
    return new Set(found.map(({ key }) => key));
  }

  private async read(id: string): Promise<Import> {
    const row = await this.transactions.current.import.findUnique({ where: { id }, select: importColumns });
    if (!row) throw new ImportNotFoundError();
    return toImport(row);
  }
}
