import { Injectable } from '@nestjs/common';
import { newId } from '@parley/kernel';
import type { Rejected } from '@parley/language';
import { ChatTransactions } from '../../chat-transactions.js';
import { AnswerMessage } from '../../dialog/application/answer-message.js';
import type { Scope } from '../../scope.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import { cleanText } from '../../tasks/domain/task-content.js';
import { taskView, type TaskView } from '../../tasks/domain/task-view.js';
import { MessageStore } from '../adapters/message-store.js';
import { personalConversationId } from '../domain/conversation.js';
import { InvalidMessageError, MessageIdReusedError } from '../domain/errors.js';
import { messageView, taskIdsOf, type Message, type MessageView } from '../domain/message.js';

/** A message on its way in. */
export interface IncomingMessage {
  readonly conversationId: string;
  /** Chosen by the client; the same id gives the same answer. */
  readonly clientMessageId: string;
  readonly text: string;
  /** Parts of the text that are not meant as the parser would take them. */
  readonly rejected?: readonly Rejected[];
}

/** The stored message, what Parley answers, and the tasks that the answer shows. */
export interface SentMessage {
  readonly message: MessageView;
  readonly replies: readonly MessageView[];
  readonly tasks: readonly TaskView[];
  /** Whether this call stored it; false when it was there already. */
  readonly created: boolean;
}

export const MAX_MESSAGE = 10_000;

/** Takes a message in: it, everything it leads to and the answer commit together, or not at all. */
@Injectable()
export class SendMessage {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly messages: MessageStore,
    private readonly tasks: TaskRepository,
    private readonly answer: AnswerMessage,
  ) {}

  /** @throws InvalidMessageError, ConversationNotFoundError, MessageIdReusedError */
  async execute(scope: Scope, incoming: IncomingMessage): Promise<SentMessage> {
    const { conversationId, clientMessageId } = incoming;
    const text = checkText(incoming.text);
    return this.transactions.run(async () => {
      if (conversationId === personalConversationId(scope)) await this.messages.ensurePersonal(scope);
      await this.messages.lock(scope, conversationId);
      const known = await this.messages.findByClientId(scope, conversationId, clientMessageId);
      if (known) {
        if (known.text !== text) throw new MessageIdReusedError();
        return this.result(scope, known, await this.messages.repliesTo(scope, known.id), false);
      }
      const replies = await this.answer.execute(scope, conversationId, text, rejectedIn(incoming));
      const id = newId();
      const [message, ...answers] = await this.messages.append(scope, conversationId, [
        { id, author: 'user', text, blocks: [], clientMessageId },
        ...replies.map((reply) => ({ ...reply, author: 'parley' as const, inReplyTo: id })),
      ]);
      if (!message) throw new Error('The message was not stored.');
      return this.result(scope, message, answers, true);
    });
  }

  private async result(
    scope: Scope,
    message: Message,
    replies: Message[],
    created: boolean,
  ): Promise<SentMessage> {
    const tasks = await this.tasks.findMany(scope, taskIdsOf(replies));
    return {
      message: messageView(message),
      replies: replies.map(messageView),
      tasks: tasks.map(taskView),
      created,
    };
  }
}

/** The rejected parts, at their places in the text as it is stored. */
function rejectedIn({ text, rejected = [] }: IncomingMessage): readonly Rejected[] {
  const clean = cleanText(text);
  const blanks = clean.length - clean.trimStart().length;
  const place = (at: number) => Math.max(0, cleanText(text.slice(0, at)).length - blanks);
  return rejected.map((part) => ({ ...part, start: place(part.start), end: place(part.end) }));
}

function checkText(raw: string): string {
  const text = cleanText(raw).trim();
  if (text === '') throw new InvalidMessageError('text must not be empty');
  if ([...text].length > MAX_MESSAGE)
    throw new InvalidMessageError(`text must be at most ${MAX_MESSAGE} characters`);
  return text;
}
