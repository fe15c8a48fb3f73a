import { Injectable } from '@nestjs/common';
import type { Principal } from '@parley/service-kit';
import type { Server, Socket } from 'socket.io';

/** What a socket carries after it was let in. */
export interface SocketData {
  principal: Principal;
  token: string;
  /** Cuts the socket when its token ends. */
  expiry: NodeJS.Timeout;
}

/** A socket that was let in. */
export type OpenSocket = Socket<
  Record<string, never>,
  Record<string, never>,
  Record<string, never>,
  SocketData
>;

export const roomOf = {
  user: (userId: string) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
};

/** The sockets of this replica. */
@Injectable()
export class OpenSockets {
  private server: Server | undefined;

  attach(server: Server): void {
    this.server = server;
  }

  /** Sends to every socket that a user has open here. @param about the sending, beside the body; e.g. its trace */
  toUser(userId: string, event: string, body: unknown, about: object): void {
    this.server?.local.to(roomOf.user(userId)).emit(event, body, about);
  }

  /** Sends to every socket that is open here. */
  toAll(event: string, body: unknown): void {
    this.server?.local.emit(event, body);
  }

  /** Tells the sockets of a session why, and cuts them. */
  endSession(sessionId: string, reason: string): void {
    this.server?.local.to(roomOf.session(sessionId)).emit('session.ended', { reason });
    this.server?.local.in(roomOf.session(sessionId)).disconnectSockets(true);
  }

  get count(): number {
    return this.server?.engine.clientsCount ?? 0;
  }
}
