import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import net from 'node:net';
import { DATA, END, frame, GONE, OPEN, reader } from './frames.ts';

export interface DoorOptions {
  /** Program and arguments that run `inside.mjs` where the connections shall begin. */
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A way into a network that this process is not part of. Each connection to a local port becomes a connection made
 * inside, and what happens to that one (data, end, refusal, loss) happens to the local one: no request is repeated
 * and none is held back here.
 */
export class Door {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly sockets = new Map<number, net.Socket>();
  private readonly servers: net.Server[] = [];
  private opened = 0;
  /** Why it is closed, when it is; nothing that fails afterwards says anything about what is inside. */
  broken: string | undefined;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
  }

  /** @throws Error when the program inside does not answer */
  static async open({ command: [program, ...args], env }: DoorOptions): Promise<Door> {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'pipe' });
    const door = new Door(child);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdin.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      const take = reader((kind, connection, body) => {
        if (connection === 0) resolve();
        else door.take(kind, connection, body);
      });
      child.stdout.on('data', take);
      child.on('error', reject);
      child.on('close', (code) => {
        door.broken ??= `the way in ended with ${code ?? 'a signal'}: ${said.trim()}`;
        for (const socket of door.sockets.values()) socket.destroy();
        reject(new Error(door.broken));
      });
    });
    return door;
  }

  /** Lets what connects to `port` of the loopback address through to `address`. @returns the port */
  async lead(address: string, port = 0): Promise<number> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.through(socket, address);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.servers.push(server);
    return (server.address() as net.AddressInfo).port;
  }

  close(): void {
    this.broken ??= 'closed';
    for (const server of this.servers) server.close();
    this.child.stdin.end();
    this.child.kill();
  }

  private through(socket: net.Socket, address: string): void {
    const connection = (this.opened += 1);
    this.sockets.set(connection, socket);
    const say = (kind: number, body?: Uint8Array) => this.child.stdin.write(frame(kind, connection, body));
    say(OPEN, Buffer.from(address));
    socket.on('data', (chunk) => say(DATA, chunk));
    socket.on('end', () => say(END));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.sockets.delete(connection)) say(GONE);
    });
  }

  private take(kind: number, connection: number, body: Buffer): void {
    const socket = this.sockets.get(connection);
    if (kind === DATA) socket?.write(body);
    else if (kind === END) socket?.end();
    else if (kind === GONE) {
      this.sockets.delete(connection);
      socket?.destroySoon();
    }
  }
}
