import type { ManagedProcess, Stack } from '@parley/stack';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { waitUntil } from '../../support/waiting.ts';
import { JsonClient } from '../load/json-client.ts';
import { pidOf, startProgram } from './program.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** A socket.io server and nothing else, with one socket in each room. */
export class Rooms {
  private readonly process: ManagedProcess;
  private readonly client: JsonClient;
  private readonly sockets: readonly Socket[];
  private readonly body: object;

  private constructor(process: ManagedProcess, client: JsonClient, sockets: readonly Socket[], body: object) {
    this.process = process;
    this.client = client;
    this.sockets = sockets;
    this.body = body;
  }

  /** @param body what every message carries beside its title */
  static async open(stack: Stack, count: number, body: object): Promise<Rooms> {
    const { http } = stack.infrastructure.ports.replica();
    const origin = `http://127.0.0.1:${http}`;
    const process = await startProgram(stack, {
      name: 'bare-sockets',
      command: globalThis.process.execPath,
      args: ['room-server.ts'],
      cwd: FOLDER,
      env: { PORT: String(http) },
      readyUrl: origin,
    });
    const sockets = Array.from({ length: count }, (_, index) =>
      io(origin, { transports: ['websocket'], forceNew: true, auth: { room: `room ${index}` } }),
    );
    await waitUntil('the sockets connect', () => sockets.every(({ connected }) => connected));
    return new Rooms(process, new JsonClient(origin), sockets, body);
  }

  get processes(): number[] {
    return [pidOf(this.process)];
  }

  async send(index: number, title: string): Promise<void> {
    const room = `room ${index % this.sockets.length}`;
    await this.client.request('POST', '/', '', { room, task: { ...this.body, title } });
  }

  /** @param heard is told the title of everything that arrives */
  listen(heard: (title: string) => void): void {
    for (const socket of this.sockets)
      socket.off('change').on('change', ({ title }: { title: string }) => {
        heard(title);
      });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.disconnect();
    this.client.close();
    await this.process.stop();
  }
}
