import { Injectable } from '@nestjs/common';
import { changeAppendedV1 } from '@parley/contracts';
import { inTraceOf, keepTrace } from '@parley/dapr';
import { DomainError, type ErrorKind } from '@parley/kernel';
import { Outbox } from '@parley/outbox';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Scope } from '../../scope.js';
import type { Change } from '../domain/change.js';

type Owner = Pick<Scope, 'userId' | 'workspaceId'>;

/** A page of the feed. */
export interface FeedPage {
  readonly items: readonly (Change & { readonly seq: number })[];
  readonly head: number;
  readonly hasMore: boolean;
}

/** The feed no longer holds what follows the client's position. */
export class ChangesExpiredError extends DomainError {
  readonly code = 'changes.expired';
  readonly kind: ErrorKind = 'gone';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(head: number) {
    super('Changes this old are gone. Load everything anew, then follow the feed from its head.');
    this.details = { head };
  }
}

/** Bodies above this are fetched by clients, not pushed. */
const MAX_PUSHED_BYTES = 8 * 1024;

/** What a user's clients follow. Appending locks the user's feed until the commit, which makes `seq` gap-free. */
@Injectable()
export class PrismaChangeFeed {
  private readonly pending = new WeakMap<object, Map<string, { owner: Owner; changes: Change[] }>>();

  constructor(
    private readonly transactions: ChatTransactions,
    private readonly outbox: Outbox,
  ) {}

  /** Appends to the feed of `owner` when the transaction ends. */
  append(owner: Owner, change: Change): void {
    const { client } = this.transactions;
    const feeds = this.pending.get(client) ?? new Map<string, { owner: Owner; changes: Change[] }>();
    const feed = feeds.get(owner.userId) ?? { owner, changes: [] };
    feed.changes.push(keepTrace(change));
    feeds.set(owner.userId, feed);
    this.pending.set(client, feeds);
    // Late, so that the row all of a user's changes meet at is locked for as short as possible.
    this.transactions.beforeCommit(this, async () => {
      this.pending.delete(client);
      for (const { owner: user, changes } of feeds.values()) await this.write(user, changes);
    });
  }

  /** @throws ChangesExpiredError */
  async read(owner: Owner, after: number, limit: number): Promise<FeedPage> {
    const { root } = this.transactions;
    // Before the changes: one that comes in between would look like one that is gone.
    const feed = await root.feed.findUnique({
      where: { userId: owner.userId },
      select: { lastSeq: true },
    });
    const rows = await root.change.findMany({
      where: { userId: owner.userId, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: limit + 1,
      select: { seq: true, body: true },
    });
    const last = rows.at(-1)?.seq;
    const head = Math.max(feed?.lastSeq ?? 0, last ?? 0);
    // Old rows go one by one, so a hole can be anywhere.
    const lost = last === undefined ? head > after : last !== after + rows.length;
    if (lost || after > head) throw new ChangesExpiredError(head);
    const items = rows.slice(0, limit).map(({ seq, body }) => ({ seq, ...(body as unknown as Change) }));
    return { items, head, hasMore: rows.length > limit };
  }

  private async write(owner: Owner, changes: readonly Change[]): Promise<void> {
    const { client } = this.transactions;
    const rows = await client.$queryRaw<{ seq: number }[]>`
      WITH feed AS (
        INSERT INTO feeds (user_id, workspace_id, last_seq)
        VALUES (${owner.userId}, ${owner.workspaceId}, ${changes.length}::int)
        ON CONFLICT (user_id) DO UPDATE SET last_seq = feeds.last_seq + ${changes.length}::int
        RETURNING last_seq
      )
      INSERT INTO changes (user_id, seq, type, body)
      SELECT ${owner.userId}, last_seq - ${changes.length}::int + ordinal, body->>'type', body
      FROM feed, jsonb_array_elements(${JSON.stringify(changes)}::jsonb) WITH ORDINALITY AS change(body, ordinal)
      RETURNING seq`;
    const first = Math.min(...rows.map(({ seq }) => seq));
    for (const [index, body] of changes.entries()) {
      const seq = first + index;
      const small = JSON.stringify(body).length <= MAX_PUSHED_BYTES;
      inTraceOf(body, () => {
        this.outbox.add(changeAppendedV1, {
          userId: owner.userId,
          workspaceId: owner.workspaceId,
          seq,
          change: body.type,
          ...(small && { body }),
        });
      });
    }
  }
}
