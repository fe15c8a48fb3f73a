import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KAFKA_FOLDER } from '../binaries/kafka.ts';
import { baseEnv } from '../paths.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { run } from '../process/run.ts';
import { accepts } from '../waiting.ts';

export interface KafkaOptions {
  /** Folder from `kafkaJars`. */
  readonly jars: string;
  /** Kept, and found again by the next start. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly port: number;
  readonly controllerPort: number;
  /** False leaves flushing to the operating system; for tests. True when absent. */
  readonly durable?: boolean;
  readonly ledger: Ledger;
}

// Quick to start and small rather than fastest under load.
const JVM_FLAGS = ['-Xms96m', '-Xmx400m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=4', '-Xshare:auto'];

/** Apache Kafka as one KRaft node on the loopback address. */
export class Kafka {
  readonly process: ManagedProcess;
  readonly brokers: string;
  private readonly port: number;

  private constructor(process: ManagedProcess, port: number) {
    this.process = process;
    this.port = port;
    this.brokers = `127.0.0.1:${port}`;
  }

  /** Formats the data folder when it is new and starts the broker; `ready` waits for it. */
  static async start(options: KafkaOptions): Promise<Kafka> {
    mkdirSync(options.dataDir, { recursive: true });
    const properties = path.join(options.dataDir, 'server.properties');
    writeFileSync(properties, fillIn(options));
    const java = ['-cp', `${options.jars}/*`, `-Dlog4j2.configurationFile=${KAFKA_FOLDER}/log4j2.yaml`];
    if (!existsSync(path.join(options.dataDir, 'log', 'meta.properties')))
      await format(options, properties, java);
    const broker = new ManagedProcess(
      {
        name: 'kafka',
        command: 'java',
        args: [...JVM_FLAGS, ...java, 'kafka.Kafka', properties],
        cwd: options.dataDir,
        env: baseEnv(),
        logFile: options.logFile,
        stopTimeoutMs: 15_000,
      },
      options.ledger,
    );
    broker.start();
    return new Kafka(broker, options.port);
  }

  async ready(): Promise<void> {
    await this.process.waitUntil(() => accepts(this.port));
  }
}

function fillIn({ port, controllerPort, dataDir, durable = true }: KafkaOptions): string {
  const values: Record<string, string> = {
    port: String(port),
    controllerPort: String(controllerPort),
    dataDir: path.join(dataDir, 'log'),
    flushEvery: durable ? '1' : '9223372036854775807',
  };
  const template = readFileSync(path.join(KAFKA_FOLDER, 'server.properties'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

async function format(options: KafkaOptions, properties: string, java: readonly string[]): Promise<void> {
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const tool = [
    '-XX:TieredStopAtLevel=1',
    ...java,
    'kafka.tools.StorageTool',
    'format',
    '-t',
    clusterId,
    '-c',
    properties,
  ];
  const { code, output } = await run('java', tool, { cwd: options.dataDir, env: baseEnv() });
  if (code !== 0) throw new Error(`Kafka could not format ${options.dataDir}:\n${output}`);
}
