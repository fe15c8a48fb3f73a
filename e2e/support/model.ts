/** A task as the API shows it. */
export interface Task {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly notes: string;
  readonly status: 'open' | 'completed';
  readonly priority: 'low' | 'medium' | 'high';
  readonly tags: readonly string[];
  readonly list: string | null;
  readonly due: Due | null;
  readonly reminders: readonly { readonly id: string; readonly kind: string; readonly at: string }[];
  readonly series: { readonly id: string; readonly text: string; readonly rrule: string } | null;
  readonly occurrenceKey: string | null;
  readonly completedAt: string | null;
  readonly version: number;
}

export type Due =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'datetime'; readonly local: string; readonly zone: string; readonly at: string };

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
  | { readonly type: 'undo'; readonly actionId: string; readonly expiresAt: string }
  | {
      readonly type: 'problem';
      readonly code: string;
      readonly detail: string;
      readonly tags?: readonly string[];
    }
  | {
      readonly type: 'quick-replies';
      readonly options: readonly { readonly label: string; readonly text: string }[];
    }
  | { readonly type: 'help'; readonly examples: readonly unknown[] };

export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly author: 'user' | 'parley';
  readonly text: string;
  readonly clientMessageId: string | null;
  readonly blocks: readonly Block[];
}

/** What a message led to. */
export interface Sent {
  readonly message: Message;
  readonly replies: readonly Message[];
  readonly tasks: readonly Task[];
}

/** An entry of the change feed; a large one is pushed without its body. */
export interface Change {
  readonly seq: number;
  readonly type:
    'message.created' | 'task.changed' | 'task.deleted' | 'conversation.changed' | 'action.undone';
  readonly message?: Message;
  readonly task?: Task;
  readonly taskId?: string;
}

export interface FeedPage {
  readonly items: readonly Change[];
  readonly head: number;
  readonly hasMore: boolean;
}

/** The block of a kind in what Parley answered. @throws Error when there is none */
export function blockOf<T extends Block['type']>(
  sent: Pick<Sent, 'replies'>,
  type: T,
): Extract<Block, { type: T }> {
  const found = sent.replies.flatMap(({ blocks }) => blocks).find((block) => block.type === type);
  if (found === undefined) throw new Error(`No "${type}" in: ${JSON.stringify(sent.replies)}`);
  return found as Extract<Block, { type: T }>;
}

/** The only task of an answer. @throws Error when there is none or more */
export function onlyTask({ tasks, replies }: Pick<Sent, 'tasks' | 'replies'>): Task {
  const [task, another] = tasks;
  if (task === undefined || another !== undefined)
    throw new Error(`One task expected, got ${tasks.length}: ${JSON.stringify(replies)}`);
  return task;
}
