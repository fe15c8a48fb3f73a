import { createContext } from 'svelte';
import { v4 as uuid } from 'uuid';
import { authApi, type User } from '../api/auth-api.js';
import { ChatApi } from '../api/chat-api.js';
import { AuthorizedHttp } from '../api/http.js';
import { ApiProblem } from '../api/problem.js';
import { TransferApi } from '../api/transfer-api.js';
import type { RejectedPart, Task } from '../api/types.js';
import type { TokenSource } from '../api/token.js';
import { displayLocale, type Reader } from '../time/wording.js';
import { BrowserStore } from './browser-store.js';
import { deliver } from './deliver.js';
import { Connection } from './connection.svelte.js';
import type { Outbox } from './outbox.js';
import { Pause } from './pause.js';
import { Sender } from './sender.js';
import { LiveSocket } from './socket.js';
import { SyncEngine } from './sync-engine.js';
import { emptyState, type SyncState, withMessages, withoutTask, withPage, withTasks } from './sync-state.js';
import { onWake } from './wake.js';

export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const REPAIR_EVERY_MS = 60_000;
const SAVE_AFTER_MS = 1_000;

/** Everything one signed-in person sees, kept equal to the server; the screens read its fields. */
export class Client {
  state = $state.raw<SyncState>(emptyState);
  outbox = $state.raw<Outbox>([]);
  ready = $state(false);
  /** Where and how this person reads time. */
  readonly reader = $derived.by<Reader>(() => ({
    zone: this.user.timeZone ?? browserZone,
    locale: displayLocale(this.user.locale ?? navigator.language),
  }));
  readonly api: ChatApi;
  readonly transfer: TransferApi;
  user = $state.raw() as User;
  private readonly engine: SyncEngine;
  private readonly sender: Sender;
  private readonly socket: LiveSocket;
  readonly connection = new Connection();
  private readonly pause = new Pause();
  private readonly asked = new Set<string>();
  private stopWaking = (): void => undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    user: User,
    private readonly tokens: TokenSource,
    private readonly store: BrowserStore | null,
    start: SyncState,
  ) {
    this.user = user;
    this.state = start;
    this.ready = start.conversations.length > 0;
    const http = new AuthorizedHttp(tokens);
    this.api = new ChatApi(http);
    this.transfer = new TransferApi(http);
    this.engine = new SyncEngine(
      {
        conversations: () => this.api.conversations(),
        filters: () => this.api.filters(),
        messages: (id, before) => this.api.messages(id, before),
        changes: (after, limit) => this.api.changes(after, limit),
      },
      (state) => {
        this.show(state);
      },
      start,
    );
    this.socket = new LiveSocket(tokens, {
      connected: () => {
        this.connection.up();
        this.wake();
      },
      disconnected: () => {
        this.connection.down();
      },
      hint: (hint) => {
        this.engine.hint(hint);
      },
      missed: () => {
        this.wake();
      },
    });
    this.sender = new Sender({
      store: store ?? nowhere,
      deliver: (entry) => deliver(this.socket, this.api, entry),
      accepted: (result) => {
        this.engine.merge((state) => {
          const messages = [result.message, ...result.replies];
          return withTasks(withMessages(state, result.message.conversationId, messages), result.tasks);
        });
      },
      publish: (outbox) => {
        this.outbox = outbox;
      },
      pause: (milliseconds) => this.pause.for(milliseconds),
    });
  }

  /** Opens what the last visit left, and starts to follow the server. */
  static async start(user: User, tokens: TokenSource): Promise<Client> {
    // Private windows may refuse the store; the page works without it, only not over a reload.
    const store = await BrowserStore.open(user.id).catch(() => null);
    const snapshot = await store?.snapshot().catch(() => null);
    const client = new Client(user, tokens, store, snapshot ?? emptyState);
    client.follow();
    return client;
  }

  private follow(): void {
    this.connection.down();
    this.socket.connect();
    this.stopWaking = onWake(REPAIR_EVERY_MS, () => {
      this.hurry();
    });
    void this.sender.restore();
    this.wake();
  }

  /** @param rejected parts of the text that stay words */
  send(conversationId: string, text: string, rejected: readonly RejectedPart[] = []): void {
    const createdAt = new Date().toISOString();
    this.sender.send({ clientMessageId: uuid(), conversationId, text, rejected, createdAt });
  }

  retry(clientMessageId: string): void {
    this.sender.retry(clientMessageId);
  }

  /** Connects, repairs and tries waiting messages at once. */
  hurry(): void {
    this.socket.connect();
    this.wake();
  }

  takeBack(clientMessageId: string): void {
    this.sender.forget([clientMessageId]);
  }

  mergeTasks(tasks: readonly Task[]): void {
    this.engine.merge((state) => withTasks(state, tasks));
  }

  dropTask(taskId: string): void {
    this.engine.merge((state) => withoutTask(state, taskId));
  }

  /** Fetches a task that a message shows but no answer contained yet. */
  async ensureTask(taskId: string): Promise<void> {
    if (this.asked.has(taskId)) return;
    this.asked.add(taskId);
    try {
      this.mergeTasks([await this.api.task(taskId)]);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) this.dropTask(taskId);
      else this.asked.delete(taskId);
    }
  }

  /** Reads the messages before the oldest one shown; false when there are none. */
  async loadOlder(conversationId: string): Promise<boolean> {
    const oldest = this.state.messages[conversationId]?.[0];
    if (oldest === undefined) return false;
    const page = await this.api.messages(conversationId, oldest.seq);
    this.engine.merge((state) => withPage(state, conversationId, page));
    return page.hasMore;
  }

  /** Keeps a profile. It is in the token too, so whatever is sent after this goes with a new one. */
  async changeProfile(profile: Partial<Pick<User, 'name' | 'timeZone' | 'locale'>>): Promise<void> {
    await authApi.updateUser(profile);
    this.tokens.forget();
    await this.socket.renew();
    this.user = { ...this.user, ...profile };
  }

  /** @param erase true when the person signs out, so that nothing stays on this computer */
  async stop(erase: boolean): Promise<void> {
    this.stopWaking();
    this.connection.stop();
    clearTimeout(this.saveTimer);
    this.socket.close();
    if (erase) await this.store?.erase().catch(() => undefined);
    this.store?.close();
  }

  private wake(): void {
    this.pause.end();
    // Failing here means being offline; the next reconnect, wake or tick repairs.
    this.engine.repair().catch(() => undefined);
  }

  private show(state: SyncState): void {
    this.state = state;
    // An answer to something else may come before the conversation, which would look empty then.
    this.ready ||= state.conversations.length > 0;
    const arrived = Object.values(state.messages).flatMap((messages) =>
      messages.flatMap((message) => message.clientMessageId ?? []),
    );
    this.sender.forget(arrived);
    this.saveTimer ??= setTimeout(() => {
      this.saveTimer = undefined;
      void this.store?.saveSnapshot(this.state).catch(() => undefined);
    }, SAVE_AFTER_MS);
  }
}

const nowhere = {
  all: () => Promise.resolve([]),
  put: () => Promise.resolve(),
  delete: () => Promise.resolve(),
};

export const [getClient, setClient] = createContext<Client>();
