import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RabbitMqPrograms } from '../binaries/debian.ts';
import { baseEnv } from '../paths.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { accepts } from '../waiting.ts';
import { componentFolder } from './product-components.ts';

export interface RabbitMqOptions {
  readonly programs: RabbitMqPrograms;
  /** Kept, and found again by the next start. */
  readonly dataDir: string;
  readonly logFile: (name: string) => string;
  readonly ports: {
    readonly rabbitmq: number;
    readonly rabbitmqNode: number;
    readonly epmd: number;
  };
  readonly password: string;
  readonly ledger: Ledger;
}

const USER = 'parley';

/** RabbitMQ as one node on the loopback address, with the queues of `dapr-components/rabbitmq`. */
export class RabbitMq {
  readonly process: ManagedProcess;
  /** Erlang's name service. A node that finds none starts one that would outlive the stack. */
  readonly names: ManagedProcess;
  readonly connectionString: string;
  private readonly ports: RabbitMqOptions['ports'];

  private constructor(process: ManagedProcess, names: ManagedProcess, options: RabbitMqOptions) {
    this.process = process;
    this.names = names;
    this.ports = options.ports;
    this.connectionString = `amqp://${USER}:${options.password}@127.0.0.1:${options.ports.rabbitmq}/`;
  }

  static async start(options: RabbitMqOptions): Promise<RabbitMq> {
    const { programs, dataDir, ports, ledger, logFile } = options;
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFiles(options);
    const env = environment(options);
    const names = new ManagedProcess(
      {
        name: 'epmd',
        command: programs.epmd,
        args: ['-address', '127.0.0.1', '-port', String(ports.epmd)],
        cwd: dataDir,
        env,
        logFile: logFile('epmd'),
      },
      ledger,
    );
    names.start();
    await names.waitUntil(() => accepts(ports.epmd));
    const server = new ManagedProcess(
      {
        name: 'rabbitmq',
        command: programs.server,
        args: [],
        cwd: dataDir,
        env,
        logFile: logFile('rabbitmq'),
        stopTimeoutMs: 20_000,
      },
      ledger,
    );
    server.start();
    return new RabbitMq(server, names, options);
  }

  async ready(): Promise<void> {
    await this.process.waitUntil(() => accepts(this.ports.rabbitmq));
  }
}

function environment({ dataDir, ports }: RabbitMqOptions): Record<string, string> {
  return {
    ...baseEnv(),
    HOME: dataDir, // the secret that nodes share is kept in there
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(ports.epmd),
    RABBITMQ_NODENAME: 'parley@localhost',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(ports.rabbitmq),
    RABBITMQ_DIST_PORT: String(ports.rabbitmqNode),
    RABBITMQ_MNESIA_BASE: path.join(dataDir, 'mnesia'),
    RABBITMQ_LOG_BASE: dataDir,
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONF_ENV_FILE: path.join(dataDir, 'rabbitmq-env.conf'),
    RABBITMQ_CONFIG_FILE: path.join(dataDir, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(dataDir, 'enabled_plugins'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
}

function writeFiles({ dataDir, ports, password }: RabbitMqOptions): void {
  const write = (name: string, text: string) => {
    writeFileSync(path.join(dataDir, name), text, { mode: 0o600 });
  };
  const settings = {
    'listeners.tcp.default': `127.0.0.1:${ports.rabbitmq}`,
    load_definitions: path.join(dataDir, 'definitions.json'),
    // A laptop with a full disk still runs; the default would stop all publishers.
    'disk_free_limit.absolute': '50MB',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  write('rabbitmq.conf', lines.join(''));
  write('rabbitmq-env.conf', '');
  write('enabled_plugins', '[].\n');
  write('definitions.json', JSON.stringify({ ...productDefinitions(), ...access(password) }));
}

/** Queues and policies that an operator imports into any RabbitMQ. */
function productDefinitions(): object {
  const file = path.join(componentFolder('rabbitmq'), 'definitions.json');
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}

function access(password: string): object {
  const salt = randomBytes(4);
  const hash = createHash('sha256').update(salt).update(password).digest();
  return {
    users: [
      {
        name: USER,
        password_hash: Buffer.concat([salt, hash]).toString('base64'),
        hashing_algorithm: 'rabbit_password_hashing_sha256',
        tags: '',
      },
    ],
    vhosts: [{ name: '/' }],
    permissions: [{ user: USER, vhost: '/', configure: '.*', write: '.*', read: '.*' }],
  };
}
