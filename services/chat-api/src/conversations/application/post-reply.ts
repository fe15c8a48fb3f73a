import { Injectable } from '@nestjs/common';
import type { Owner } from '../../tasks/application/task-repository.js';
import { MessageStore } from '../adapters/message-store.js';
import type { Message } from '../domain/message.js';

type Reply = Pick<Message, 'text' | 'blocks'>;

/** Says something in a conversation that nobody asked for: a reminder, the next occurrence. */
@Injectable()
export class PostReply {
  constructor(private readonly messages: MessageStore) {}

  /** The user's personal conversation, locked until the transaction ends. */
  async conversationOf(owner: Owner): Promise<string> {
    const id = await this.messages.ensurePersonal(owner);
    await this.messages.lock(owner, id);
    return id;
  }

  async execute(owner: Owner, conversationId: string, ...replies: readonly Reply[]): Promise<void> {
    await this.messages.append(
      owner,
      conversationId,
      replies.map((reply) => ({ author: 'parley', ...reply })),
    );
  }
}
