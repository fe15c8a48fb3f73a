import type { ChangeHint, ChangePage, Conversation, MessagePage, SavedFilter } from '../api/types.js';
import { ApiProblem } from '../api/problem.js';
import { type Feed, receive } from './change-feed.js';
import { emptyState, type SyncState, withPage } from './sync-state.js';

/** What the engine asks of the server. */
export interface SyncSource {
  conversations(): Promise<readonly Conversation[]>;
  filters(): Promise<readonly SavedFilter[]>;
  messages(conversationId: string, before: number | null): Promise<MessagePage>;
  changes(after: number, limit?: number): Promise<ChangePage>;
}

/**
 * Keeps the state equal to the server's. Sockets only hint; a gap, a reconnect, a woken tab and a timer
 * all end in the same repair, which asks for the changes after the last one applied.
 */
export class SyncEngine {
  private feed: Feed;
  private loaded: boolean;
  private running: Promise<void> | null = null;
  private again = false;

  /** @param start what an earlier visit left behind, or the empty state */
  constructor(
    private readonly source: SyncSource,
    private readonly publish: (state: SyncState) => void,
    start: SyncState = emptyState,
  ) {
    this.feed = { state: start, early: [], gap: false };
    this.loaded = start.conversations.length > 0;
  }

  get state(): SyncState {
    return this.feed.state;
  }

  /** Takes in what the socket said, and repairs when something before it is missing. */
  hint(hint: ChangeHint): void {
    if (!this.loaded) return;
    this.become(receive(this.feed, [hint], 'socket'));
    // A failed repair is repeated by the next hint, reconnect, wake or tick.
    if (this.feed.gap) void this.repair().catch(() => undefined);
  }

  /** Takes in what an answer contained, without waiting for the feed to say the same. */
  merge(change: (state: SyncState) => SyncState): void {
    this.become({ ...this.feed, state: change(this.feed.state) });
  }

  /** Fetches what is missing. Calls while one is running share it, and cause one more round. */
  repair(): Promise<void> {
    this.again = true;
    this.running ??= this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<void> {
    while (this.again) {
      this.again = false;
      if (this.loaded) await this.catchUp();
      else await this.reload();
    }
  }

  private async catchUp(): Promise<void> {
    try {
      await this.fetchChanges();
    } catch (error) {
      if (!isExpired(error)) throw error;
      await this.reload();
    }
  }

  private async fetchChanges(): Promise<void> {
    for (;;) {
      const after = this.feed.state.head;
      const page = await this.source.changes(after);
      this.become(receive(this.feed, page.items, 'feed'));
      const stuck = this.feed.state.head === after;
      if (stuck || !page.hasMore) {
        // A head behind ours means that the server was restored to an earlier time.
        if (page.head < after) await this.reload();
        return;
      }
    }
  }

  /** Reads everything anew. The head is read first, so whatever happens meanwhile is repeated, not lost. */
  private async reload(): Promise<void> {
    const head = await this.currentHead();
    const [conversations, filters] = await Promise.all([this.source.conversations(), this.source.filters()]);
    const current = conversations[0];
    let state: SyncState = { ...emptyState, head, conversations, filters };
    if (current !== undefined) {
      const page = await this.source.messages(current.id, null);
      state = withPage(state, current.id, page);
    }
    this.loaded = true;
    this.become({ state, early: [], gap: false });
    await this.fetchChanges();
  }

  private async currentHead(): Promise<number> {
    try {
      return (await this.source.changes(0, 1)).head;
    } catch (error) {
      if (!isExpired(error)) throw error;
      const head = error.extensions['head'];
      if (typeof head !== 'number') throw error;
      return head;
    }
  }

  private become(feed: Feed): void {
    const changed = feed.state !== this.feed.state;
    this.feed = feed;
    if (changed) this.publish(feed.state);
  }
}

function isExpired(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 410;
}
