import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import type { ClientSocket } from './client-socket.ts';
import type { Change } from './model.ts';

const ASK_EVERY_MS = 20_000;

/** A client that keeps up: pushes are hints, `GET /changes?after=` fills every gap, each change is applied once. */
export class Follower {
  readonly socket: ClientSocket;
  /** Every change, in the order of the feed. */
  readonly applied: Change[] = [];
  /** How many changes a read of the feed brought, not a push. */
  repaired = 0;
  private readonly caller: Caller;
  private work = Promise.resolve();

  constructor(caller: Caller, socket: ClientSocket) {
    this.caller = caller;
    this.socket = socket;
    socket.socket.on('connect', () => {
      this.enqueue(() => this.catchUp());
    });
    // Also when it heard nothing: what is pushed may be lost, and the last thing that is leaves no gap to see.
    setInterval(() => {
      if (this.socket.ended === undefined) this.enqueue(() => this.catchUp());
    }, ASK_EVERY_MS).unref();
    socket.socket.on('resync', () => {
      this.enqueue(() => this.catchUp());
    });
    socket.socket.on('change', (change: Change) => {
      this.enqueue(() => this.take(change));
    });
  }

  get position(): number {
    return this.applied.at(-1)?.seq ?? 0;
  }

  private enqueue(step: () => Promise<void>): void {
    this.work = this.work.then(step);
  }

  private async take(change: Change): Promise<void> {
    if (change.seq <= this.position) return;
    const whole = change.message ?? change.task ?? change.taskId;
    if (change.seq === this.position + 1 && whole !== undefined) this.applied.push(change);
    else await this.catchUp();
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      try {
        const { items, hasMore } = await this.caller.changes(this.position);
        this.applied.push(...items);
        this.repaired += items.length;
        if (!hasMore) return;
      } catch {
        // The service restarts; the next connect asks again.
        if (!this.socket.socket.connected) return;
        await delay(100);
      }
    }
  }
}
