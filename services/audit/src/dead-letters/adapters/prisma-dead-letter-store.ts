import { Injectable } from '@nestjs/common';
import { AuditTransactions } from '../../audit-transactions.js';
import type { DeadLetter as Row, Prisma } from '../../generated/prisma/client.js';
import {
  DeadLetterStore,
  type LeftOpen,
  type LetterFilter,
  type ReceivedLetter,
  type Resolution,
} from '../application/dead-letter-store.js';
import type { DeadLetter, LetterStatus, LetterSummary, LetterTopic } from '../domain/dead-letter.js';

/** Dead letters in PostgreSQL. */
@Injectable()
export class PrismaDeadLetterStore extends DeadLetterStore {
  constructor(private readonly transactions: AuditTransactions) {
    super();
  }

  override async keep(letter: ReceivedLetter): Promise<void> {
    const { id, topic, identity, key, eventId, type, workspaceId, bytes, replayable, time, at } = letter;
    const madeAt = time !== null && time < at ? time : at;
    await this.transactions.root.$executeRaw`
      INSERT INTO dead_letters
        (id, topic, identity, key, event_id, type, workspace_id, bytes, replayable, made_at, first_at, last_at)
      VALUES (${id}::uuid, ${topic}, ${identity}, ${key}, ${eventId}, ${type}, ${workspaceId},
        ${Buffer.from(bytes)}, ${replayable}, ${madeAt}::timestamptz, ${at}::timestamptz, ${at}::timestamptz)
      ON CONFLICT (topic, identity) DO UPDATE SET
        deliveries = dead_letters.deliveries + 1,
        last_at = greatest(dead_letters.last_at, EXCLUDED.last_at),
        status = CASE dead_letters.status WHEN 'replayed' THEN 'open' ELSE dead_letters.status END,
        resolved_at = CASE dead_letters.status WHEN 'replayed' THEN NULL ELSE dead_letters.resolved_at END,
        resolved_by = CASE dead_letters.status WHEN 'replayed' THEN NULL ELSE dead_letters.resolved_by END`;
  }

  override async find(id: string): Promise<DeadLetter | undefined> {
    const row = await this.transactions.root.deadLetter.findUnique({ where: { id } });
    return row ? toLetter(row) : undefined;
  }

  override async lock(id: string): Promise<LetterSummary | undefined> {
    const tx = this.transactions.client;
    await tx.$executeRaw`SELECT id FROM dead_letters WHERE id = ${id}::uuid FOR UPDATE`;
    const row = await tx.deadLetter.findUnique({ where: { id }, omit: { bytes: true } });
    return row ? toSummary(row) : undefined;
  }

  override async list(
    { status, ...filter }: LetterFilter & { readonly status?: LetterStatus | undefined },
    limit: number,
    before?: string,
  ): Promise<readonly LetterSummary[]> {
    const rows = await this.transactions.root.deadLetter.findMany({
      where: {
        ...whereOf(filter),
        ...(status !== undefined && { status }),
        ...(before !== undefined && { id: { lt: before } }),
      },
      omit: { bytes: true },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toSummary);
  }

  override async replayable(
    filter: LetterFilter,
    madeSince: Date,
    limit: number,
    after?: string,
  ): Promise<readonly DeadLetter[]> {
    const rows = await this.transactions.root.deadLetter.findMany({
      where: {
        ...whereOf(filter),
        status: 'open',
        replayable: true,
        madeAt: { gte: madeSince },
        ...(after !== undefined && { id: { gt: after } }),
      },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map(toLetter);
  }

  override async countLeftOpen(filter: LetterFilter, madeSince: Date): Promise<LeftOpen> {
    const open = { ...whereOf(filter), status: 'open' };
    const { deadLetter } = this.transactions.root;
    const [notEvents, tooOld] = await Promise.all([
      deadLetter.count({ where: { ...open, replayable: false } }),
      deadLetter.count({ where: { ...open, replayable: true, madeAt: { lt: madeSince } } }),
    ]);
    return { notEvents, tooOld };
  }

  override async resolve(letters: readonly LetterSummary[], { status, at, by }: Resolution): Promise<void> {
    const ids = letters.map(({ id }) => id);
    const deliveries = letters.map((letter) => letter.deliveries);
    // Locked in the order of ids, so that two operators never wait for each other.
    await this.transactions.client.$executeRaw`
      WITH seen AS (
        SELECT letter.id FROM dead_letters AS letter
        JOIN unnest(${ids}::uuid[], ${deliveries}::int[]) AS read(id, deliveries)
          ON letter.id = read.id AND letter.deliveries = read.deliveries
        ORDER BY letter.id FOR UPDATE OF letter)
      UPDATE dead_letters SET status = ${status}, resolved_at = ${at}::timestamptz, resolved_by = ${by}
      FROM seen WHERE dead_letters.id = seen.id`;
  }

  override async countOpen(): Promise<ReadonlyMap<string, number>> {
    const groups = await this.transactions.root.deadLetter.groupBy({
      by: ['topic'],
      where: { status: 'open' },
      _count: true,
    });
    return new Map(groups.map(({ topic, _count }) => [topic, _count]));
  }
}

function whereOf({ topic, type, from, to }: LetterFilter): Prisma.DeadLetterWhereInput {
  return {
    ...(topic !== undefined && { topic }),
    ...(type !== undefined && { type }),
    ...((from ?? to) && { lastAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
  };
}

function toSummary({ topic, status, ...row }: Omit<Row, 'bytes'>): LetterSummary {
  return { ...row, topic: topic as LetterTopic, status: status as LetterStatus };
}

function toLetter({ bytes, ...row }: Row): DeadLetter {
  return { ...toSummary(row), bytes };
}
