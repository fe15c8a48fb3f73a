import type { RejectedPart } from '../api/types.js';

/** What the person wrote, before anything became of it. */
export type Written = Pick<
  OutboxEntry,
  'clientMessageId' | 'conversationId' | 'text' | 'rejected' | 'createdAt'
>;

/** A message that the server has not acknowledged yet. */
export interface OutboxEntry {
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly text: string;
  /** Parts of the text that stay words; absent in what older pages left. */
  readonly rejected?: readonly RejectedPart[];
  /** ISO instant at which the person pressed Enter. */
  readonly createdAt: string;
  /** `waiting`: no answer so far, tried again on its own. `failed`: refused, the person decides. */
  readonly status: 'queued' | 'sending' | 'waiting' | 'failed';
  readonly attempts: number;
  /** Why it was refused. */
  readonly problem: string | null;
}

/** In the order they were written, over all conversations. */
export type Outbox = readonly OutboxEntry[];

/** A server that fails this often on one message is not going to take it without the person's help. */
export const MAX_SERVER_FAILURES = 5;

export function enqueue(outbox: Outbox, message: Written): Outbox {
  return [...outbox, { ...message, status: 'queued', attempts: 0, problem: null }];
}

/** The message to send now: the oldest undecided one, unless one of its conversation is under way. */
export function nextToSend(outbox: Outbox, conversationId: string): OutboxEntry | null {
  const pending = outbox.filter(
    (entry) => entry.conversationId === conversationId && entry.status !== 'failed',
  );
  const first = pending[0];
  return first === undefined || pending.some((entry) => entry.status === 'sending') ? null : first;
}

export function markSending(outbox: Outbox, id: string): Outbox {
  return change(outbox, id, (entry) => ({ ...entry, status: 'sending', attempts: entry.attempts + 1 }));
}

/** No answer: the entry keeps its place, so nothing written later overtakes it. */
export function markWaiting(outbox: Outbox, id: string): Outbox {
  return change(outbox, id, (entry) => ({ ...entry, status: 'waiting' }));
}

/** Refused: the entry no longer holds up what was written after it. */
export function markFailed(outbox: Outbox, id: string, problem: string): Outbox {
  return change(outbox, id, (entry) => ({ ...entry, status: 'failed', problem }));
}

/** Tries a refused message again, after everything that is still under way. */
export function retry(outbox: Outbox, id: string): Outbox {
  const entry = outbox.find((candidate) => candidate.clientMessageId === id);
  if (entry?.status !== 'failed') return outbox;
  return [...remove(outbox, [id]), { ...entry, status: 'queued', attempts: 0, problem: null }];
}

/** Drops entries: the person took them back, or the server has them. */
export function remove(outbox: Outbox, ids: Iterable<string>): Outbox {
  const gone = new Set(ids);
  const left = outbox.filter((entry) => !gone.has(entry.clientMessageId));
  return left.length === outbox.length ? outbox : left;
}

/** What an earlier visit left behind: whatever was under way may or may not have arrived, so it goes again. */
export function restored(stored: readonly OutboxEntry[]): Outbox {
  return [...stored]
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map((entry) => (entry.status === 'failed' ? entry : { ...entry, status: 'queued' }));
}

function change(outbox: Outbox, id: string, edit: (entry: OutboxEntry) => OutboxEntry): Outbox {
  return outbox.map((entry) => (entry.clientMessageId === id ? edit(entry) : entry));
}
