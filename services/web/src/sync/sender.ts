import type { SendResult } from '../api/types.js';
import {
  enqueue,
  markFailed,
  markSending,
  markWaiting,
  MAX_SERVER_FAILURES,
  nextToSend,
  type Outbox,
  type OutboxEntry,
  remove,
  restored,
  retry,
  type Written,
} from './outbox.js';

/** How one attempt ended. `server-failed` may pass on its own; `refused` will not. */
export type Delivery =
  | { readonly kind: 'accepted'; readonly result: SendResult }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'server-failed'; readonly problem: string }
  | { readonly kind: 'unreachable' };

/** Keeps the outbox over a reload. */
export interface OutboxStore {
  all(): Promise<readonly OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface SenderPorts {
  readonly store: OutboxStore;
  deliver(entry: OutboxEntry): Promise<Delivery>;
  accepted(result: SendResult): void;
  publish(outbox: Outbox): void;
  /** Resolves after so many milliseconds, or as soon as {@link Sender.wake} is called. */
  pause(milliseconds: number): Promise<void>;
}

/** Milliseconds before the n-th further attempt, until something says that the way is free again. */
export function backoff(attempts: number): number {
  return Math.min(30_000, 1_000 * 2 ** Math.max(0, attempts - 1));
}

/** Sends what the person wrote, one message at a time and in order per conversation. */
export class Sender {
  private outbox: Outbox = [];
  private readonly busy = new Set<string>();

  constructor(private readonly ports: SenderPorts) {}

  /** Takes up what an earlier visit left unsent. */
  async restore(): Promise<void> {
    const stored = restored(await this.ports.store.all());
    const known = new Set(this.outbox.map((entry) => entry.clientMessageId));
    this.become([...stored.filter((entry) => !known.has(entry.clientMessageId)), ...this.outbox]);
    for (const id of new Set(this.outbox.map((entry) => entry.conversationId))) void this.run(id);
  }

  send(message: Written): void {
    this.become(enqueue(this.outbox, message));
    this.keep(message.clientMessageId);
    void this.run(message.conversationId);
  }

  retry(id: string): void {
    this.become(retry(this.outbox, id));
    this.keep(id);
    const entry = this.find(id);
    if (entry !== undefined) void this.run(entry.conversationId);
  }

  /** Takes a message back, or forgets one that the server turns out to have. */
  forget(ids: readonly string[]): void {
    const left = remove(this.outbox, ids);
    if (left === this.outbox) return;
    this.become(left);
    for (const id of ids) void this.ports.store.delete(id).catch(() => undefined);
  }

  private async run(conversationId: string): Promise<void> {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    try {
      for (;;) {
        const next = nextToSend(this.outbox, conversationId);
        if (next === null) return;
        await this.attempt(next.clientMessageId, next);
      }
    } finally {
      this.busy.delete(conversationId);
    }
  }

  private async attempt(id: string, entry: OutboxEntry): Promise<void> {
    this.become(markSending(this.outbox, id));
    const delivery = await this.ports.deliver(entry);
    switch (delivery.kind) {
      case 'accepted':
        this.ports.accepted(delivery.result);
        this.forget([id]);
        return;
      case 'refused':
        this.fail(id, delivery.problem);
        return;
      case 'server-failed':
        if (entry.attempts + 1 >= MAX_SERVER_FAILURES) {
          this.fail(id, delivery.problem);
          return;
        }
        break;
      case 'unreachable':
        break;
    }
    this.become(markWaiting(this.outbox, id));
    await this.ports.pause(backoff(entry.attempts + 1));
  }

  private fail(id: string, problem: string): void {
    this.become(markFailed(this.outbox, id, problem));
    this.keep(id);
  }

  /** Losing the browser's store costs the survival of a reload, never the sending itself. */
  private keep(id: string): void {
    const entry = this.find(id);
    if (entry !== undefined) void this.ports.store.put(entry).catch(() => undefined);
  }

  private find(id: string): OutboxEntry | undefined {
    return this.outbox.find((entry) => entry.clientMessageId === id);
  }

  private become(outbox: Outbox): void {
    this.outbox = outbox;
    this.ports.publish(outbox);
  }
}
