import { Injectable } from '@nestjs/common';
import { newId } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import { PrismaChangeFeed } from '../../feed/adapters/prisma-change-feed.js';
import type { Prisma } from '../../generated/prisma/client.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { personalConversationId } from '../domain/conversation.js';
import { ConversationNotFoundError } from '../domain/errors.js';
import { messageView, type Block, type Message } from '../domain/message.js';

type MessageRow = Prisma.MessageGetPayload<object>;

/** What a message has before it is stored. */
export type Draft = Pick<Message, 'author' | 'text' | 'blocks'> &
  Partial<Pick<Message, 'id' | 'clientMessageId' | 'inReplyTo'>>;

/** Conversations and their messages. */
@Injectable()
export class MessageStore {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly feed: PrismaChangeFeed,
  ) {}

  /** Makes the user's personal conversation if it is not there yet. */
  async ensurePersonal(owner: Owner): Promise<string> {
    const id = personalConversationId(owner);
    await this.transactions.current.$executeRaw`
      INSERT INTO conversations (id, workspace_id, user_id, title)
      VALUES (${id}::uuid, ${owner.workspaceId}, ${owner.userId}, 'Parley') ON CONFLICT DO NOTHING`;
    return id;
  }

  /** Locks the conversation, which orders everything that is written to it. @throws ConversationNotFoundError */
  async lock(owner: Owner, id: string): Promise<void> {
    const locked = await this.transactions.client.$executeRaw`
      SELECT 1 FROM conversations
      WHERE id = ${id}::uuid AND user_id = ${owner.userId} AND workspace_id = ${owner.workspaceId} FOR UPDATE`;
    if (locked === 0) throw new ConversationNotFoundError();
  }

  /** Appends messages to a conversation and to the change feed of its user. */
  async append(owner: Owner, conversationId: string, drafts: readonly Draft[]): Promise<Message[]> {
    const { client } = this.transactions;
    const { userId, workspaceId } = owner;
    // One clock for all replicas, so that times follow numbers; and it is the clock by which reminders are due.
    const [row] = await client.$queryRaw<{ last_seq: number; now: Date }[]>`
      UPDATE conversations SET last_seq = last_seq + ${drafts.length}
      WHERE id = ${conversationId}::uuid AND user_id = ${userId} AND workspace_id = ${workspaceId}
      RETURNING last_seq, date_trunc('milliseconds', clock_timestamp()) AS now`;
    if (!row) throw new ConversationNotFoundError();
    const messages = drafts.map((draft, index): Message => ({
      id: newId(),
      clientMessageId: null,
      inReplyTo: null,
      ...draft,
      conversationId,
      userId,
      workspaceId,
      seq: row.last_seq - drafts.length + 1 + index,
      createdAt: row.now,
    }));
    await client.$executeRaw`
      INSERT INTO messages (id, conversation_id, workspace_id, user_id, seq, author, text, client_message_id,
        in_reply_to, blocks, created_at)
      SELECT id, "conversationId", "workspaceId", "userId", seq, author, text, "clientMessageId",
        "inReplyTo", blocks, "createdAt"
      FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS message(id uuid, "conversationId" uuid,
        "workspaceId" text, "userId" text, seq int, author text, text text, "clientMessageId" uuid,
        "inReplyTo" uuid, blocks jsonb, "createdAt" timestamptz)`;
    for (const message of messages) {
      this.feed.append(owner, { type: 'message.created', message: messageView(message) });
    }
    return messages;
  }

  async findByClientId(
    owner: Owner,
    conversationId: string,
    clientMessageId: string,
  ): Promise<Message | null> {
    const { userId, workspaceId } = owner;
    const row = await this.transactions.current.message.findFirst({
      where: { conversationId, clientMessageId, userId, workspaceId },
    });
    return row && toMessage(row);
  }

  async repliesTo(owner: Owner, messageId: string): Promise<Message[]> {
    const { userId, workspaceId } = owner;
    const rows = await this.transactions.current.message.findMany({
      where: { inReplyTo: messageId, userId, workspaceId },
      orderBy: { seq: 'asc' },
    });
    return rows.map(toMessage);
  }

  /** Messages before `before`, oldest first. */
  async page(
    owner: Owner,
    conversationId: string,
    before: number | undefined,
    limit: number,
  ): Promise<Message[]> {
    const { userId, workspaceId } = owner;
    const rows = await this.transactions.root.message.findMany({
      where: { conversationId, userId, workspaceId, ...(before !== undefined && { seq: { lt: before } }) },
      orderBy: { seq: 'desc' },
      take: limit,
    });
    return rows.map(toMessage).reverse();
  }

  /** The newest message of Parley that has a block of this type; what "it" and "2" refer to. */
  async lastWithBlock(
    owner: Owner,
    conversationId: string,
    types: readonly Block['type'][],
  ): Promise<Message | null> {
    const { userId, workspaceId } = owner;
    const rows = await this.transactions.current.message.findMany({
      where: { conversationId, userId, workspaceId, author: 'parley' },
      orderBy: { seq: 'desc' },
      take: 50,
    });
    return rows.map(toMessage).find(({ blocks }) => blocks.some(({ type }) => types.includes(type))) ?? null;
  }
}

function toMessage(row: MessageRow): Message {
  return { ...row, author: row.author as Message['author'], blocks: row.blocks as unknown as Block[] };
}
