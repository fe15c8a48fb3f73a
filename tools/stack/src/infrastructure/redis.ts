import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { baseEnv } from '../paths.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';

export interface RedisOptions {
  /** The program. */
  readonly server: string;
  /** Kept, and found again by the next start. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly port: number;
  readonly password: string;
  /** False leaves flushing to the operating system; for tests. True when absent. */
  readonly durable?: boolean;
  readonly ledger: Ledger;
}

/** A Redis server on the loopback address. */
export class Redis {
  readonly process: ManagedProcess;
  readonly host: string;
  readonly password: string;
  private readonly options: RedisOptions;

  private constructor(process: ManagedProcess, options: RedisOptions) {
    this.process = process;
    this.options = options;
    this.password = options.password;
    this.host = `127.0.0.1:${options.port}`;
  }

  static start(options: RedisOptions): Redis {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    // In a file, because everybody on the machine can read the arguments of a process.
    const file = path.join(options.dataDir, 'redis.conf');
    writeFileSync(file, configuration(options), { mode: 0o600 });
    chmodSync(file, 0o600);
    const process = new ManagedProcess(
      {
        name: 'redis',
        command: options.server,
        args: [file],
        cwd: options.dataDir,
        env: baseEnv(),
        logFile: options.logFile,
      },
      options.ledger,
    );
    process.start();
    return new Redis(process, options);
  }

  async ready(): Promise<void> {
    await this.process.waitUntil(() => answers(this.options));
  }
}

function configuration({ port, password, dataDir, durable = true }: RedisOptions): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dataDir)}`,
    'daemonize no',
    // Streams are the broker: what is acknowledged is on the disk. Once per second would lose up to a second of
    // events with the power; commands that arrive together share one flush.
    'appendonly yes',
    `appendfsync ${durable ? 'always' : 'no'}`,
    // One kind of file is enough.
    'save ""',
    // Full is an error that the publisher sees and repeats, never an event that vanishes.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** True once the data is loaded: until then every command is refused. */
function answers({ port, password }: RedisOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    let text = '';
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => {
      done(false);
    });
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('+PONG')) done(true);
      else if (text.includes('-')) done(false);
    });
    socket.on('error', () => {
      done(false);
    });
  });
}
