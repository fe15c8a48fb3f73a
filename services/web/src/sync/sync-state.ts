import type { Import } from '../api/transfer-api.js';
import type { Change, Conversation, Message, MessagePage, SavedFilter, Task } from '../api/types.js';

/** What this browser knows. Immutable: every function below returns a new state, or the same one. */
export interface SyncState {
  /** Sequence of the last change applied; everything up to it is contained. */
  readonly head: number;
  readonly conversations: readonly Conversation[];
  /** An unbroken run of messages per conversation, ascending, ending at the newest. */
  readonly messages: Readonly<Record<string, readonly Message[]>>;
  readonly tasks: Readonly<Record<string, Task>>;
  /** Tasks that are gone, so that their cards can say so. */
  readonly deletedTasks: Readonly<Record<string, true>>;
  /** Actions that were taken back, here or elsewhere. */
  readonly undone: Readonly<Record<string, true>>;
  /** Filters kept by name, in the person's order. */
  readonly filters: readonly SavedFilter[];
  /** The import that was last heard of. */
  readonly lastImport?: Import;
}

export const emptyState: SyncState = {
  head: 0,
  conversations: [],
  messages: {},
  tasks: {},
  deletedTasks: {},
  undone: {},
  filters: [],
};

/** Takes in tasks from any answer; an older version never replaces a newer one. */
export function withTasks(state: SyncState, tasks: readonly Task[]): SyncState {
  const newer = tasks.filter((task) => {
    const known = state.tasks[task.id];
    return state.deletedTasks[task.id] === undefined && (known === undefined || known.version < task.version);
  });
  if (newer.length === 0) return state;
  const merged = { ...state.tasks };
  for (const task of newer) {
    const known = merged[task.id];
    if (known === undefined || known.version < task.version) merged[task.id] = task;
  }
  return { ...state, tasks: merged };
}

/** Takes in messages of one conversation, in any order and any number of times. */
export function withMessages(
  state: SyncState,
  conversationId: string,
  incoming: readonly Message[],
): SyncState {
  const known = state.messages[conversationId] ?? [];
  const ids = new Set(known.map((message) => message.id));
  const added = incoming.filter((message) => !ids.has(message.id) && ids.add(message.id));
  if (added.length === 0) return state;
  const merged = [...known, ...added].sort((a, b) => a.seq - b.seq);
  return { ...state, messages: { ...state.messages, [conversationId]: merged } };
}

/** Nothing offers to take these actions back any more. */
export function withUndone(state: SyncState, actionIds: readonly string[]): SyncState {
  const fresh = actionIds.filter((id) => state.undone[id] === undefined);
  if (fresh.length === 0) return state;
  const added = Object.fromEntries(fresh.map((id) => [id, true as const]));
  return { ...state, undone: { ...state.undone, ...added } };
}

/** The messages of a page, with what they show. */
export function withPage(state: SyncState, conversationId: string, page: MessagePage): SyncState {
  return withUndone(
    withTasks(withMessages(state, conversationId, page.items), page.tasks),
    page.undone ?? [],
  );
}

/** The task is gone, here and in every card that shows it. */
export function withoutTask(state: SyncState, taskId: string): SyncState {
  return {
    ...state,
    tasks: without(state.tasks, taskId),
    deletedTasks: { ...state.deletedTasks, [taskId]: true },
  };
}

/** Applies the next change of the feed. Throws when it is not the next one. */
export function applyChange(state: SyncState, change: Change): SyncState {
  if (change.seq !== state.head + 1) {
    throw new Error(`Change ${change.seq} cannot follow ${state.head}.`);
  }
  return { ...contentOf(state, change), head: change.seq };
}

function contentOf(state: SyncState, change: Change): SyncState {
  switch (change.type) {
    case 'message.created':
      return withMessages(state, change.message.conversationId, [change.message]);
    case 'task.changed':
      return withTasks(revived(state, change.task), [change.task]);
    case 'task.deleted':
      return withoutTask(state, change.taskId);
    case 'conversation.changed':
      return withConversation(state, change.conversation);
    case 'action.undone':
      return withUndone(state, [change.actionId]);
    case 'filters.changed':
      return { ...state, filters: change.filters };
    case 'import.changed':
      return { ...state, lastImport: change.import };
    default:
      return state; // a newer server may say more than this page understands
  }
}

/** A deleted task comes back when its deletion is undone, and only the feed may say so. */
function revived(state: SyncState, task: Task): SyncState {
  if (state.deletedTasks[task.id] === undefined) return state;
  return { ...state, deletedTasks: without(state.deletedTasks, task.id) };
}

function withConversation(state: SyncState, conversation: Conversation): SyncState {
  const others = state.conversations.filter((known) => known.id !== conversation.id);
  const conversations = [...others, conversation].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  return { ...state, conversations };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
