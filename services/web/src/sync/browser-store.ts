import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxEntry } from './outbox.js';
import type { OutboxStore } from './sender.js';
import type { SyncState } from './sync-state.js';

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxEntry };
  snapshot: { key: string; value: SyncState };
}

/** 3: the snapshot has what was undone. */
const VERSION = 3;

/** Everything this browser keeps for one person; another person's sign-in opens another database. */
export class BrowserStore implements OutboxStore {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(userId: string): Promise<BrowserStore> {
    const db = await openDB<Schema>(`parley-${userId}`, VERSION, {
      upgrade(db, from, _, transaction) {
        if (from === 0) {
          db.createObjectStore('outbox', { keyPath: 'clientMessageId' });
          db.createObjectStore('snapshot');
        }
        // What an older page left lacks parts; it is read anew.
        else void transaction.objectStore('snapshot').clear();
      },
    });
    return new BrowserStore(db);
  }

  all(): Promise<readonly OutboxEntry[]> {
    return this.db.getAll('outbox');
  }

  async put(entry: OutboxEntry): Promise<void> {
    await this.db.put('outbox', entry);
  }

  async delete(id: string): Promise<void> {
    await this.db.delete('outbox', id);
  }

  /** What the last visit knew, or null. */
  async snapshot(): Promise<SyncState | null> {
    return (await this.db.get('snapshot', 'state')) ?? null;
  }

  async saveSnapshot(state: SyncState): Promise<void> {
    await this.db.put('snapshot', state, 'state');
  }

  /** Signing out leaves nothing readable behind. */
  async erase(): Promise<void> {
    const transaction = this.db.transaction(['outbox', 'snapshot'], 'readwrite');
    await Promise.all([
      transaction.objectStore('outbox').clear(),
      transaction.objectStore('snapshot').clear(),
      transaction.done,
    ]);
  }

  close(): void {
    this.db.close();
  }
}
