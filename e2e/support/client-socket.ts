import { io, type Socket } from 'socket.io-client';
import type { Problem } from './http.ts';
import type { Change, Sent } from './model.ts';
import { target } from './target.ts';
import { waitUntil } from './waiting.ts';

/** A change as it was pushed, and when it arrived. */
export interface Pushed {
  readonly change: Change;
  readonly at: number;
}

export type Ack =
  { readonly ok: true; readonly result: Sent } | { readonly ok: false; readonly problem: Problem };

/** One tab's socket. It notes what is pushed to it and never asks for anything by itself. */
export class ClientSocket {
  readonly pushed: Pushed[] = [];
  /** Why the server ended the session, when it did. */
  ended: string | undefined;
  readonly socket: Socket;

  constructor(token: () => string, { origin = target().url, reconnect = true } = {}) {
    this.socket = io(target().url, {
      transports: ['websocket'],
      auth: (give) => {
        give({ token: token() });
      },
      extraHeaders: { origin },
      forceNew: true,
      reconnection: reconnect,
      reconnectionDelay: 50,
      reconnectionDelayMax: 500,
    });
    // A replica that stops says goodbye, one that starts may not know the keys yet: then the library waits to be told.
    const again = (): void => {
      if (reconnect && this.ended === undefined && !this.socket.active) this.socket.connect();
    };
    this.socket.on('disconnect', again);
    this.socket.on('connect_error', () => setTimeout(again, 250));
    this.socket.on('change', (change: Change) => {
      this.pushed.push({ change, at: Date.now() });
    });
    this.socket.on('session.ended', ({ reason }: { reason: string }) => {
      this.ended = reason;
    });
  }

  connected(): Promise<boolean> {
    return waitUntil('the socket connects', () => this.socket.connected);
  }

  /** Whether the server lets this socket in. */
  admitted(): Promise<boolean> {
    return new Promise((resolve) => {
      this.socket.once('connect_error', () => {
        resolve(false);
      });
      this.socket.once('connect', () => {
        resolve(true);
      });
    });
  }

  /** Why the server does not let this socket in. */
  refusal(): Promise<Error & { data?: Problem }> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect_error', resolve);
      this.socket.once('connect', () => {
        reject(new Error('The socket was let in.'));
      });
    });
  }

  /** Waits until something was pushed that `matches`. */
  heard(what: string, matches: (change: Change) => boolean, withinMs?: number): Promise<Pushed> {
    return waitUntil(what, () => this.pushed.find(({ change }) => matches(change)), withinMs);
  }

  send(event: string, body: unknown): Promise<Ack> {
    return this.socket.timeout(15_000).emitWithAck(event, body) as Promise<Ack>;
  }

  /**
   * Ends the connection below socket.io, as a lost network does; the client reconnects by itself. One that is only being
   * made is left alone: closing it here tells the library nothing, which then waits for its connect timeout.
   */
  cut(): void {
    if (this.socket.connected) this.socket.io.engine.close();
  }

  close(): void {
    this.ended ??= 'closed here';
    this.socket.disconnect();
  }
}
