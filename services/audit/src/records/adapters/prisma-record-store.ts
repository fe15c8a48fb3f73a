import { Injectable } from '@nestjs/common';
import { AuditTransactions } from '../../audit-transactions.js';
import type { Record as Row } from '../../generated/prisma/client.js';
import { RecordStore, type ChainEnd, type RecordFilter } from '../application/record-store.js';
import type { AuditRecord, ChainHead } from '../domain/audit-record.js';
import { GENESIS } from '../domain/chain.js';

const PAGE = 500;

interface HeadRow {
  readonly workspace_id: string;
  readonly seq: number;
  readonly hash: string;
}

/** Chains in PostgreSQL. */
@Injectable()
export class PrismaRecordStore extends RecordStore {
  constructor(private readonly transactions: AuditTransactions) {
    super();
  }

  override async lockHeads(workspaceIds: readonly string[]): Promise<ReadonlyMap<string, ChainHead>> {
    const ids = [...workspaceIds].sort();
    const tx = this.transactions.client;
    // A new chain needs a row to lock, too.
    await tx.$executeRaw`
      INSERT INTO chain_heads (workspace_id, seq, hash)
      SELECT id, ${GENESIS.seq}, decode(${GENESIS.hash}, 'hex') FROM unnest(${ids}::text[]) AS id ORDER BY id
      ON CONFLICT DO NOTHING`;
    const rows = await tx.$queryRaw<HeadRow[]>`
      SELECT workspace_id, seq, encode(hash, 'hex') AS hash FROM chain_heads
      WHERE workspace_id = ANY(${ids}::text[]) ORDER BY workspace_id FOR UPDATE`;
    return new Map(rows.map(({ workspace_id, seq, hash }) => [workspace_id, { seq, hash }]));
  }

  override async append(records: readonly AuditRecord[]): Promise<void> {
    const json = JSON.stringify(records);
    const tx = this.transactions.client;
    await tx.$executeRaw`
      WITH added AS (
        INSERT INTO records
          (workspace_id, seq, event_id, type, source, subject, time, actor, data, prev_hash, hash)
        SELECT "workspaceId", seq, id, type, source, subject, time, actor, data,
          decode("prevHash", 'hex'), decode(hash, 'hex')
        FROM jsonb_to_recordset(${json}::jsonb) AS record(
          "workspaceId" text, seq int, id text, type text, source text, subject text, time timestamptz,
          actor text, data text, "prevHash" text, hash text)
        RETURNING workspace_id, seq, hash)
      UPDATE chain_heads SET seq = newest.seq, hash = newest.hash
      FROM (SELECT DISTINCT ON (workspace_id) * FROM added ORDER BY workspace_id, seq DESC) AS newest
      WHERE chain_heads.workspace_id = newest.workspace_id`;
  }

  override async list(
    workspaceId: string,
    { subject, type, from, to, before }: RecordFilter,
    limit: number,
  ): Promise<readonly AuditRecord[]> {
    const rows = await this.transactions.root.record.findMany({
      where: {
        workspaceId,
        ...(subject !== undefined && { subject }),
        ...(type !== undefined && { type }),
        ...((from ?? to) && { time: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
        ...(before !== undefined && { seq: { lt: before } }),
      },
      orderBy: { seq: 'desc' },
      take: limit,
    });
    return rows.map(toRecord);
  }

  override async end(workspaceId: string): Promise<ChainEnd> {
    // One statement, so that both are of the same moment while others append.
    const [row] = await this.transactions.root.$queryRaw<(Partial<ChainHead> & { stored: number | null })[]>`
      SELECT head.seq, encode(head.hash, 'hex') AS hash, stored.seq AS stored
      FROM (SELECT max(seq) AS seq FROM records WHERE workspace_id = ${workspaceId}) AS stored
      LEFT JOIN chain_heads AS head ON head.workspace_id = ${workspaceId}`;
    return {
      head: { seq: row?.seq ?? GENESIS.seq, hash: row?.hash ?? GENESIS.hash },
      stored: row?.stored ?? 0,
    };
  }

  override async *read(workspaceId: string, upTo: number): AsyncGenerator<AuditRecord> {
    for (let after = 0; ;) {
      const rows = await this.transactions.root.record.findMany({
        where: { workspaceId, seq: { gt: after, lte: upTo } },
        orderBy: { seq: 'asc' },
        take: PAGE,
      });
      yield* rows.map(toRecord);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.seq;
    }
  }
}

function toRecord({ eventId, time, prevHash, hash, ...row }: Row): AuditRecord {
  return {
    ...row,
    id: eventId,
    time: time.toISOString(),
    prevHash: Buffer.from(prevHash).toString('hex'),
    hash: Buffer.from(hash).toString('hex'),
  };
}
