import { io, type Socket } from 'socket.io-client';
import type { ChangeHint, OutgoingMessage, SendResult } from '../api/types.js';
import { type ApiProblem, readProblem } from '../api/problem.js';
import type { TokenSource } from '../api/token.js';

export interface SocketHandlers {
  connected(): void;
  disconnected(): void;
  hint(hint: ChangeHint): void;
  /** Something may have happened that no hint told of. */
  missed(): void;
}

type SendAck = { ok: true; result: SendResult } | { ok: false; problem: unknown };

const ACK_TIMEOUT_MS = 5_000;
/** First and longest wait before a connection that the library gave up on. */
const RETRY_MS = { first: 500, longest: 30_000 };
/** Over how long the clients of a replica spread what they ask at its call. */
const RESYNC_SPREAD_MS = 1_000;
const SHORTEST_REFRESH_SECONDS = 5;

/** The live connection. It makes things fast; nothing is lost without it. */
export class LiveSocket {
  private readonly socket: Socket;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private refusals = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly tokens: TokenSource,
    private readonly handlers: SocketHandlers,
  ) {
    this.socket = io({
      transports: ['websocket'],
      autoConnect: false,
      reconnectionDelay: 1_000,
      reconnectionDelayMax: 30_000,
      randomizationFactor: 0.25,
      auth: (give) => {
        tokens.get().then(
          (token) => {
            give({ token });
          },
          () => {
            give({}); // refused by the server, and tried again later
          },
        );
      },
    });
    this.listen();
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Connects now, without waiting for the next attempt. */
  connect(): void {
    if (!this.socket.connected) this.socket.connect();
  }

  /** Gives the server a new token, where the old one says what no longer holds. */
  async renew(): Promise<void> {
    if (this.socket.connected) await this.refresh();
  }

  close(): void {
    clearTimeout(this.refreshTimer);
    clearTimeout(this.retryTimer);
    this.socket.disconnect();
  }

  /** Null when no acknowledgement came in time; the message may have arrived all the same. */
  async send(message: OutgoingMessage): Promise<SendResult | ApiProblem | null> {
    if (!this.socket.connected) return null;
    try {
      const ack = (await this.socket.timeout(ACK_TIMEOUT_MS).emitWithAck('message.send', message)) as SendAck;
      if (ack.ok) return ack.result;
      const status = (ack.problem as { status?: number } | null)?.status ?? 500;
      return readProblem(status, ack.problem);
    } catch {
      return null;
    }
  }

  private listen(): void {
    this.socket.on('connect', () => {
      this.refusals = 0;
      this.scheduleRefresh();
      this.handlers.connected();
    });
    this.socket.on('disconnect', (reason) => {
      clearTimeout(this.refreshTimer);
      this.handlers.disconnected();
      // The library never reconnects on its own after the server closed the connection.
      if (reason === 'io server disconnect') this.connectLater();
    });
    this.socket.on('connect_error', (error: Error & { data?: { code?: string; status?: number } }) => {
      this.handlers.disconnected();
      if (error.data?.status === 401 || error.data?.code === 'unauthenticated') this.tokens.forget();
      if (!this.socket.active) this.connectLater();
    });
    this.socket.on('change', (hint: ChangeHint) => {
      this.handlers.hint(hint);
    });
    // Every client of a replica hears this at once.
    this.socket.on('resync', () => {
      setTimeout(() => {
        this.handlers.missed();
      }, Math.random() * RESYNC_SPREAD_MS);
    });
    // A laptop that slept past its token is told the same as one whose session was revoked; ask which it is.
    this.socket.on('session.ended', () => {
      this.tokens.forget();
    });
  }

  private connectLater(): void {
    clearTimeout(this.retryTimer);
    const wait = Math.min(RETRY_MS.longest, RETRY_MS.first * 2 ** this.refusals);
    this.refusals += 1;
    this.retryTimer = setTimeout(
      () => {
        this.socket.connect();
      },
      wait * (0.75 + Math.random() / 2),
    );
  }

  private scheduleRefresh(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(
      () => {
        void this.refresh();
      },
      Math.max(SHORTEST_REFRESH_SECONDS, this.tokens.secondsLeft()) * 1_000,
    );
  }

  /** When this fails the server cuts the connection, and the reconnect takes a new token. */
  private async refresh(): Promise<void> {
    try {
      const token = await this.tokens.get();
      await this.socket.timeout(ACK_TIMEOUT_MS).emitWithAck('token.refresh', { token });
      this.scheduleRefresh();
    } catch {
      this.tokens.forget();
    }
  }
}
