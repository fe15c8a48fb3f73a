import { Inject, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { SpanKind } from '@opentelemetry/api';
import { sendMessage, type SendMessageRequest } from '@parley/contracts';
import { DaprClient, inSpan } from '@parley/dapr';
import { isDomainError } from '@parley/kernel';
import { problemOf, TokenVerifier, type Problem } from '@parley/service-kit';
import type { Server, Socket } from 'socket.io';
import { RealtimeConfig } from '../realtime-config.js';
import { admit } from './admission.js';
import { OpenSockets, type OpenSocket } from './open-sockets.js';
import { RateLimit } from './rate-limit.js';

/** The answer to a socket's request. */
type Ack =
  { readonly ok: true; readonly result?: unknown } | { readonly ok: false; readonly problem: Problem };

/** What people's clients are connected to. Holds nothing that a reconnect could not find again. */
@WebSocketGateway()
export class SocketGateway implements OnGatewayInit<Server>, OnGatewayDisconnect, BeforeApplicationShutdown {
  private readonly logger = new Logger(SocketGateway.name);
  private readonly limits = new WeakMap<Socket, RateLimit>();
  private server: Server | undefined;

  constructor(
    private readonly tokens: TokenVerifier,
    private readonly sockets: OpenSockets,
    private readonly dapr: DaprClient,
    @Inject(RealtimeConfig) private readonly config: RealtimeConfig,
  ) {}

  afterInit(server: Server): void {
    this.server = server;
    this.sockets.attach(server);
    server.use((socket, next) => {
      admit(socket as OpenSocket, (socket.handshake.auth as { token?: unknown }).token, this.tokens).then(
        () => {
          next();
        },
        (error: unknown) => {
          next(Object.assign(new Error('Not let in.'), { data: problemFrom(error) }));
        },
      );
    });
  }

  handleDisconnect(socket: Socket): void {
    clearTimeout((socket as OpenSocket).data.expiry);
  }

  /** Clients reconnect to another replica, each after a moment of its own. */
  beforeApplicationShutdown(): void {
    this.server?.local.disconnectSockets(true);
  }

  /** A new token before the old one ends; without it the socket is cut then. */
  @SubscribeMessage('token.refresh')
  async refresh(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack> {
    return this.acknowledge(async () => {
      const { token } = Object(body) as { token?: unknown };
      await admit(socket as OpenSocket, token, this.tokens);
    });
  }

  /**
   * What a person says. Sending it again with the same `clientMessageId` gives the same answer; `traceparent` (W3C)
   * is the trace it is part of.
   */
  @SubscribeMessage('message.send')
  async send(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack> {
    const { token } = (socket as OpenSocket).data;
    const limit = this.limits.get(socket) ?? new RateLimit(this.config.SOCKET_MESSAGES_PER_10S, Date.now);
    this.limits.set(socket, limit);
    if (!limit.take()) return refused(problemOf('rate-limited', 'rate.limited', 'Slow down a little.'));
    const { conversationId, clientMessageId, text, rejected, traceparent } = Object(
      body,
    ) as SendMessageRequest & {
      traceparent?: unknown;
    };
    return this.acknowledge(() =>
      inSpan({ name: 'message.send', kind: SpanKind.SERVER, traceparent }, () =>
        this.dapr.invoke(
          sendMessage,
          { conversationId, clientMessageId, text, ...(rejected !== undefined && { rejected }) },
          { authorization: `Bearer ${token}`, timeoutMs: 10_000 },
        ),
      ),
    );
  }

  private async acknowledge(work: () => Promise<unknown>): Promise<Ack> {
    try {
      return { ok: true, result: await work() };
    } catch (error) {
      if (!isDomainError(error)) this.logger.error({ msg: 'A socket request failed.', err: error });
      return refused(problemFrom(error));
    }
  }
}

function refused(problem: Problem): Ack {
  return { ok: false, problem };
}

function problemFrom(error: unknown): Problem {
  if (!isDomainError(error)) {
    return problemOf('unavailable', 'internal', 'Something went wrong here. Try again.');
  }
  return problemOf(error.kind, error.code, error.message, { ...error.details, errors: error.fields });
}
