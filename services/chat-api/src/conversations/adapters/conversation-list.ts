import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { ConversationNotFoundError } from '../domain/errors.js';

/** A conversation as the API shows it. */
export interface ConversationView {
  readonly id: string;
  readonly title: string;
  readonly lastSeq: number;
  readonly createdAt: string;
}

/** Reads a user's conversations. */
@Injectable()
export class ConversationList {
  constructor(private readonly transactions: ChatTransactions) {}

  async read({ userId, workspaceId }: Owner): Promise<ConversationView[]> {
    const rows = await this.transactions.root.conversation.findMany({
      where: { userId, workspaceId },
      orderBy: { createdAt: 'asc' },
      select: { id: true, title: true, lastSeq: true, createdAt: true },
    });
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }

  /** @throws ConversationNotFoundError */
  async require({ userId, workspaceId }: Owner, id: string): Promise<void> {
    const found = await this.transactions.root.conversation.count({ where: { id, userId, workspaceId } });
    if (found === 0) throw new ConversationNotFoundError();
  }
}
