import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KAFKA_FOLDER } from '../binaries/kafka.ts';
import { baseEnv } from '../paths.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { run } from '../process/run.ts';
import { accepts } from '../waiting.ts';

export interface KafkaNodeOptions {
  readonly name: string;
  /** Kept, and found again by the next start. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly port: number;
  readonly controllerPort: number;
}

export interface KafkaOptions {
  /** Folder from `kafkaJars`. */
  readonly jars: string;
  /** One, or three, of which each topic is on all. */
  readonly nodes: readonly KafkaNodeOptions[];
  /** False leaves the only node's flushing to the operating system; for tests. True when absent. */
  readonly durable?: boolean;
  readonly ledger: Ledger;
}

// Quick to start and small rather than fastest under load.
const JVM_FLAGS = ['-Xms96m', '-Xmx400m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=4', '-Xshare:auto'];

/** Below the folder of a node: what `empty` removes. */
const LOG = 'log';

/** One broker, which is a controller too. */
export class KafkaNode {
  readonly process: ManagedProcess;
  readonly address: string;
  private readonly port: number;
  private readonly format: () => Promise<void>;

  constructor(process: ManagedProcess, port: number, format: () => Promise<void>) {
    this.process = process;
    this.port = port;
    this.address = `127.0.0.1:${port}`;
    this.format = format;
  }

  /** Removes every message, topic and consumer group of a node that is stopped. */
  async empty(): Promise<void> {
    rmSync(path.join(this.process.spec.cwd, LOG), { recursive: true, force: true });
    await this.format();
  }

  async ready(): Promise<void> {
    await this.process.waitUntil(() => accepts(this.port));
  }
}

/** Apache Kafka on the loopback address. */
export class Kafka {
  readonly nodes: readonly KafkaNode[];
  /** Of the first node. */
  readonly process: ManagedProcess;
  /** Addresses, with commas between them. */
  readonly brokers: string;

  private constructor(nodes: readonly [KafkaNode, ...KafkaNode[]]) {
    this.nodes = nodes;
    this.process = nodes[0].process;
    this.brokers = nodes.map(({ address }) => address).join(',');
  }

  /** Formats data folders that are new and starts the nodes; `ready` waits for them. */
  static async start(options: KafkaOptions): Promise<Kafka> {
    const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
    const [first, ...others] = await Promise.all(
      options.nodes.map((_, index) => startNode(options, index, clusterId)),
    );
    if (first === undefined) throw new Error('Kafka needs a node.');
    return new Kafka([first, ...others]);
  }

  async ready(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.ready()));
  }
}

async function startNode(options: KafkaOptions, index: number, clusterId: string): Promise<KafkaNode> {
  const node = options.nodes[index] as KafkaNodeOptions;
  mkdirSync(node.dataDir, { recursive: true });
  const properties = path.join(node.dataDir, 'server.properties');
  writeFileSync(properties, fillIn(options, index));
  const java = ['-cp', `${options.jars}/*`, `-Dlog4j2.configurationFile=${KAFKA_FOLDER}/log4j2.yaml`];
  const formatted = () => format(node.dataDir, clusterId, properties, java);
  if (!existsSync(path.join(node.dataDir, LOG, 'meta.properties'))) await formatted();
  const broker = new ManagedProcess(
    {
      name: node.name,
      command: 'java',
      args: [...JVM_FLAGS, ...java, 'kafka.Kafka', properties],
      cwd: node.dataDir,
      env: baseEnv(),
      logFile: node.logFile,
      stopTimeoutMs: 15_000,
    },
    options.ledger,
  );
  broker.start();
  return new KafkaNode(broker, node.port, formatted);
}

function fillIn({ nodes, durable = true }: KafkaOptions, index: number): string {
  const { port, controllerPort, dataDir } = nodes[index] as KafkaNodeOptions;
  const flushes = durable && nodes.length === 1;
  const values: Record<string, string> = {
    nodeId: String(index + 1),
    voters: nodes.map((node, i) => `${i + 1}@127.0.0.1:${node.controllerPort}`).join(','),
    port: String(port),
    controllerPort: String(controllerPort),
    dataDir: path.join(dataDir, LOG),
    replicas: String(nodes.length),
    inSync: String(Math.floor(nodes.length / 2) + 1),
    flushEvery: flushes ? '1' : '9223372036854775807',
  };
  const template = readFileSync(path.join(KAFKA_FOLDER, 'server.properties'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

async function format(
  dataDir: string,
  clusterId: string,
  properties: string,
  java: readonly string[],
): Promise<void> {
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
  const { code, output } = await run('java', tool, { cwd: dataDir, env: baseEnv() });
  if (code !== 0) throw new Error(`Kafka could not format ${dataDir}:\n${output}`);
}
