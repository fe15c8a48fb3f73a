import type { Message as Published } from '@parley/testing/topic-probe';
import type { Caller } from '../../support/caller.ts';
import type { Change, Message, Task } from '../../support/model.ts';
import type { History } from '../history/history.ts';

export interface AuditRecord {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  readonly data: unknown;
}

export interface ReminderRow {
  readonly id: string;
  readonly taskId: string;
  readonly dueAt: string;
  readonly state: 'scheduled' | 'fired' | 'cancelled';
  readonly firedAt: string | null;
}

export type TimedMessage = Message & { readonly createdAt: string };

/** All that one person can read in the end. */
export interface Account {
  readonly index: number;
  readonly workspaceId: string;
  readonly tasks: readonly Task[];
  readonly messages: readonly TimedMessage[];
  readonly changes: readonly Change[];
  readonly audit: readonly AuditRecord[];
  readonly reminders: readonly ReminderRow[];
  readonly chain: { readonly valid: boolean; readonly reason?: string; readonly brokenAt?: number };
  /** What each of the person's sockets applied. */
  readonly followers: readonly (readonly Change[])[];
}

/** What a run left behind. */
export interface Evidence {
  readonly history: History;
  readonly accounts: readonly Account[];
  /** Everything that was on the topics, in the order of its arrival at a consumer that nobody disturbed. */
  readonly published: readonly Published[];
  /** Events that are committed and not published. */
  readonly unpublished: number;
  /** Messages that consumer groups have not acknowledged, by `group/topic`. */
  readonly lag: Readonly<Record<string, number>>;
  /** Nothing went wrong, so that news of a task needs no more than a moment. */
  readonly calm: boolean;
  /** Ids of events that the fault itself made undeliverable. */
  readonly poisoned: ReadonlySet<string>;
}

/** One rule of docs/guarantees.md. @returns what breaks it, in words */
export type Checker = (evidence: Evidence) => string[] | Promise<string[]>;

/** Reads everything of one person. */
export async function readAccount(
  caller: Caller,
  index: number,
  workspaceId: string,
  followers: readonly (readonly Change[])[],
): Promise<Account> {
  const messagesPath = `/conversations/${caller.conversationId}/messages`;
  const [tasks, messages, changes, audit, reminders, chain] = await Promise.all([
    everyTask(caller),
    backwards<TimedMessage>(caller, messagesPath),
    allChanges(caller),
    caller.all<AuditRecord>('/audit/events', { limit: '100' }),
    everyReminder(caller),
    caller.ok<Account['chain']>('GET', '/audit/verify'),
  ]);
  return { index, workspaceId, tasks, messages, changes, audit, reminders, chain, followers };
}

async function everyReminder(caller: Caller): Promise<ReminderRow[]> {
  const states = ['scheduled', 'fired', 'cancelled'];
  return (
    await Promise.all(states.map((state) => caller.all<ReminderRow>('/reminders', { state, limit: '100' })))
  ).flat();
}

async function everyTask(caller: Caller): Promise<Task[]> {
  return [...(await caller.tasks('is:open')), ...(await caller.tasks('is:done'))];
}

async function backwards<T extends { readonly seq: number }>(caller: Caller, path: string): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const before = found[0] === undefined ? '' : `&before=${found[0].seq}`;
    const { items } = await caller.ok<{ items: T[] }>('GET', `${path}?limit=100${before}`);
    if (items.length === 0) return found;
    found.unshift(...items);
  }
}

async function allChanges(caller: Caller): Promise<Change[]> {
  const found: Change[] = [];
  for (;;) {
    const { items, hasMore } = await caller.changes(found.at(-1)?.seq ?? 0);
    found.push(...items);
    if (!hasMore) return found;
  }
}
