/** Something that a message shows beside its text. */
export type Block =
  | { readonly type: 'task'; readonly taskId: string }
  | {
      readonly type: 'task-list';
      readonly query: string;
      readonly taskIds: readonly string[];
      readonly total: number;
    }
  | {
      readonly type: 'reminder';
      readonly taskId: string;
      readonly reminderId: string;
      readonly dueAt: string;
      readonly late: boolean;
    }
  | {
      readonly type: 'quick-replies';
      readonly options: readonly { readonly label: string; readonly text: string }[];
    }
  | { readonly type: 'undo'; readonly actionId: string; readonly expiresAt: string }
  | {
      readonly type: 'problem';
      readonly code: string;
      readonly detail: string;
      readonly tags?: readonly string[];
    }
  /** A zone (IANA) that the person's profile can be given. */
  | { readonly type: 'zone'; readonly zone: string }
  | {
      readonly type: 'export';
      readonly links: readonly { readonly format: string; readonly href: string }[];
    }
  | {
      readonly type: 'help';
      readonly examples: readonly { readonly text: string; readonly description: string }[];
    };

/** One message of a conversation. `seq` orders the conversation and has no gaps. */
export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly seq: number;
  readonly author: 'user' | 'parley';
  readonly text: string;
  readonly clientMessageId: string | null;
  readonly inReplyTo: string | null;
  readonly blocks: readonly Block[];
  readonly createdAt: Date;
}

/** What Parley answers. */
export interface Reply {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A message as the API and the change feed show it. */
export function messageView(message: Message) {
  const { id, conversationId, seq, author, text, clientMessageId, blocks, createdAt } = message;
  return {
    id,
    conversationId,
    seq,
    author,
    text,
    clientMessageId,
    blocks,
    createdAt: createdAt.toISOString(),
  };
}

export type MessageView = ReturnType<typeof messageView>;

/** The tasks that messages show. */
export function taskIdsOf(messages: readonly Pick<Message, 'blocks'>[]): string[] {
  const ids = messages.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.type === 'task-list') return block.taskIds;
      return block.type === 'task' || block.type === 'reminder' ? [block.taskId] : [];
    }),
  );
  return [...new Set(ids)];
}

/** The actions that messages offer to take back. */
export function actionIdsOf(messages: readonly Pick<Message, 'blocks'>[]): string[] {
  return messages.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'undo' ? [block.actionId] : [])),
  );
}
