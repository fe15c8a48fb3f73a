import { Injectable } from '@nestjs/common';
import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { CommandDefinition } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { SidecarClient } from '../sidecar/sidecar-client.js';
import { SidecarError } from '../sidecar/sidecar-error.js';
import { RemoteError, type RemoteProblem } from './remote-error.js';

interface Pattern {
  readonly app: string;
  readonly method: string;
}

interface Call {
  readonly payload: object;
  readonly authorization?: string;
  readonly timeoutMs?: number;
}

/** Dapr service invocation as a client of Nest microservices. Events go through the outbox, never through here. */
@Injectable()
export class DaprClient extends ClientProxy {
  constructor(private readonly sidecar: SidecarClient) {
    super();
  }

  /**
   * Invokes a command of another service.
   * @throws RemoteError with the code of the service that refused
   * @throws SidecarError when it could not be reached in time
   */
  async invoke<Request extends object, Response extends object>(
    command: CommandDefinition<Request, Response>,
    payload: Request,
    options: { authorization?: string; timeoutMs?: number } = {},
  ): Promise<Response> {
    const pattern: Pattern = { app: command.app, method: command.method };
    return firstValueFrom(this.send<Response, Call>(pattern, { payload, ...options }));
  }

  override connect(): Promise<void> {
    return Promise.resolve();
  }

  override close(): void {
    // The sidecar client owns the connections.
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Nest's signature
  override unwrap<T>(): T {
    return this.sidecar as T;
  }

  protected override publish(packet: ReadPacket<Call>, callback: (packet: WritePacket) => void): () => void {
    this.call(packet.pattern as Pattern, packet.data).then(
      (response: unknown) => {
        callback({ response, isDisposed: true });
      },
      (err: unknown) => {
        callback({ err, isDisposed: true });
      },
    );
    return () => undefined;
  }

  protected override dispatchEvent<T>(): Promise<T> {
    return Promise.reject(new Error('Events are published by the outbox.'));
  }

  private async call({ app, method }: Pattern, call: Call): Promise<unknown> {
    const operation = `invoke ${app}/${method}`;
    const answer = await this.sidecar.request({
      method: 'POST',
      path: `/v1.0/invoke/${app}/method/rpc/${method}`,
      body: call.payload,
      headers: call.authorization ? { authorization: call.authorization } : {},
      operation,
      ...(call.timeoutMs && { timeoutMs: call.timeoutMs }),
    });
    if (answer.status < 300) return answer.text === '' ? {} : JSON.parse(answer.text);
    if (answer.headers['content-type']?.includes('application/problem+json')) {
      throw new RemoteError(JSON.parse(answer.text) as RemoteProblem);
    }
    throw new SidecarError(operation, answer.status, answer.text);
  }
}
