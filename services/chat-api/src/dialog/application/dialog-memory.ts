import { Injectable } from '@nestjs/common';
import { MessageStore } from '../../conversations/adapters/message-store.js';
import { taskIdsOf } from '../../conversations/domain/message.js';
import type { DialogTurn } from './dialog-turn.js';

/** What was said before, read from the conversation itself, so that it is never behind what the user sees. */
@Injectable()
export class DialogMemory {
  constructor(private readonly messages: MessageStore) {}

  /** Ids of the list shown last, in its order; what numbers refer to. Undefined when none was shown yet. */
  async lastList(turn: DialogTurn): Promise<readonly string[] | undefined> {
    const message = await this.messages.lastWithBlock(turn.scope, turn.conversationId, ['task-list']);
    return message ? taskIdsOf([message]) : undefined;
  }

  /** The filter of the list shown last; empty for a list without one. */
  async lastFilter(turn: DialogTurn): Promise<string> {
    const message = await this.messages.lastWithBlock(turn.scope, turn.conversationId, ['task-list']);
    const list = message?.blocks.find((block) => block.type === 'task-list');
    return list?.query ?? '';
  }

  /** Id of the task mentioned last; what "it" refers to. */
  async lastTask(turn: DialogTurn): Promise<string | undefined> {
    const message = await this.messages.lastWithBlock(turn.scope, turn.conversationId, ['task', 'reminder']);
    return message ? taskIdsOf([message])[0] : undefined;
  }

  /** Id of the task whose reminder was shown last. */
  async lastReminded(turn: DialogTurn): Promise<string | undefined> {
    const message = await this.messages.lastWithBlock(turn.scope, turn.conversationId, ['reminder']);
    return message ? taskIdsOf([message])[0] : undefined;
  }
}
