import { Injectable } from '@nestjs/common';
import type { Owner } from '../../tasks/application/task-repository.js';
import { MessageStore } from '../adapters/message-store.js';
import type { Block, Message } from '../domain/message.js';

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

  async execute(
    owner: Owner,
    conversationId: string,
    text: string,
    blocks: readonly Block[],
  ): Promise<Message> {
    const [message] = await this.messages.append(owner, conversationId, [{ author: 'parley', text, blocks }]);
    if (!message) throw new Error('The message was not stored.');
    return message;
  }
}
