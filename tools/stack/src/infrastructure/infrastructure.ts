import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { daprBinaries, type DaprBinaries } from '../binaries/dapr.ts';
import { rabbitMqServer, redisServer } from '../binaries/debian.ts';
import { kafkaJars } from '../binaries/kafka.ts';
import { freePorts, PortPlan, type ReplicaPorts } from '../ports.ts';
import { claim } from '../process/claim.ts';
import { Ledger } from '../process/ledger.ts';
import type { ManagedProcess } from '../process/managed-process.ts';
import { silent, type Report } from '../report.ts';
import { writeAppConfiguration } from '../services/app-configuration.ts';
import { SecretsFile } from '../services/secrets-file.ts';
import { tokensOf } from '../services/tokens.ts';
import { Daprd, type DaprdOptions } from './daprd.ts';
import { Kafka } from './kafka.ts';
import { Postgres } from './postgres.ts';
import {
  productConfigurations,
  productResources,
  type Broker,
  type StateStore,
} from './product-components.ts';
import { RabbitMq } from './rabbitmq.ts';
import { Redis } from './redis.ts';
import { Scheduler } from './scheduler.ts';

export type Part = 'postgres' | Broker | 'scheduler';

export interface InfrastructureOptions {
  /** Data, logs, secrets and tokens go here. */
  readonly dir: string;
  /** `'free'` (the default) finds a block of ports that nobody uses. */
  readonly ports?: PortPlan | 'free';
  /** What to start; what the product needs when absent. */
  readonly parts?: readonly Part[];
  /** `kafka` when absent. */
  readonly broker?: Broker | undefined;
  /** `postgresql` when absent. */
  readonly state?: StateStore | undefined;
  /** False trades durability for speed; for tests that do not look at it. True when absent. */
  readonly durable?: boolean;
  readonly report?: Report;
  /** How many brokers make up Kafka; one when absent. The data folder keeps to the number it began with. */
  readonly kafkaNodes?: 1 | 3;
}

/** A sidecar for an app of the caller's own. */
export interface AppSidecarOptions extends Partial<
  Pick<DaprdOptions, 'appHealthCheck' | 'logLevel' | 'extraFlags' | 'env'>
> {
  readonly appId: string;
  /** Port on which the app serves its sidecar; one of `ports` when absent. */
  readonly appPort?: number;
  readonly ports?: ReplicaPorts;
  /** Unique name; the app id when absent. */
  readonly name?: string;
  /** Folders of components; those of the product when absent. */
  readonly resources?: readonly string[];
  /** Configuration files; those of the product when absent. */
  readonly configurations?: readonly string[];
  /** Secrets the app may read; `<appId>-database` and `<appId>-auth` when absent. */
  readonly allowedSecrets?: readonly string[];
}

/** PostgreSQL, a broker and the Dapr scheduler, and sidecars that use them. */
export class Infrastructure {
  readonly dir: string;
  readonly ports: PortPlan;
  readonly secrets: SecretsFile;
  readonly ledger: Ledger;
  readonly report: Report;
  private readonly durable: boolean;
  private readonly kafkaNodes: 1 | 3;
  private readonly sidecars: Daprd[] = [];
  readonly broker: Broker;
  readonly state: StateStore;
  private parts: {
    postgres?: Postgres;
    kafka?: Kafka;
    rabbitmq?: RabbitMq;
    redis?: Redis;
    scheduler?: Scheduler;
  } = {};
  private dapr: DaprBinaries | undefined;
  private readonly giveBack: () => void;

  private constructor(options: InfrastructureOptions, ports: PortPlan) {
    this.dir = path.resolve(options.dir);
    mkdirSync(this.dir, { recursive: true });
    this.giveBack = claim(this.dir);
    this.ports = ports;
    this.durable = options.durable ?? true;
    this.broker = options.broker ?? 'kafka';
    this.state = options.state ?? 'postgresql';
    this.kafkaNodes = options.kafkaNodes ?? 1;
    this.report = options.report ?? silent;
    this.secrets = new SecretsFile(this.dir);
    this.ledger = new Ledger(path.join(this.dir, 'run'));
  }

  /** Starts the parts and waits until they are ready; on failure nothing stays behind. */
  static async start(options: InfrastructureOptions): Promise<Infrastructure> {
    const ports = options.ports instanceof PortPlan ? options.ports : await freePorts();
    const infrastructure = new Infrastructure(options, ports);
    try {
      await infrastructure.begin(options.parts ?? infrastructure.needed());
      return infrastructure;
    } catch (error) {
      await infrastructure.stop();
      throw error;
    }
  }

  get postgres(): Postgres {
    return present(this.parts.postgres, 'postgres');
  }

  get kafka(): Kafka {
    return present(this.parts.kafka, 'kafka');
  }

  get rabbitmq(): RabbitMq {
    return present(this.parts.rabbitmq, 'rabbitmq');
  }

  get redis(): Redis {
    return present(this.parts.redis, 'redis');
  }

  /** The process of the broker, whichever it is. */
  get brokerProcess(): ManagedProcess {
    return this[this.broker].process;
  }

  get scheduler(): Scheduler {
    return present(this.parts.scheduler, 'scheduler');
  }

  get processes(): ManagedProcess[] {
    const { kafka, ...others } = this.parts;
    const parts = [...Object.values(others), ...(kafka?.nodes ?? [])].map((part) => part.process);
    return this.parts.rabbitmq === undefined ? parts : [...parts, this.parts.rabbitmq.names];
  }

  logFile(name: string): string {
    return path.join(this.dir, 'logs', `${name}.log`);
  }

  /** Makes a database and the role that owns it, and puts its address into the secrets. @returns that address */
  async database(name: string, secret: string, key = 'url'): Promise<string> {
    const url = await this.postgres.createDatabase(name, this.secrets.passwordIn(secret, key));
    this.secrets.set(secret, key, url);
    return url;
  }

  /** Starts a sidecar and waits until its API answers; its app may come later. */
  async startDaprd(options: AppSidecarOptions): Promise<Daprd> {
    this.dapr ??= await daprBinaries(this.report);
    this.secrets.save();
    const ports = options.ports ?? this.ports.replica();
    const name = options.name ?? options.appId;
    const sidecar = Daprd.start({
      ...options,
      name,
      daprd: this.dapr.daprd,
      ports: { ...ports, app: options.appPort ?? ports.app },
      resources: options.resources ?? productResources(this.broker, this.state),
      configurations: options.configurations ?? this.configurationsOf(options),
      schedulerAddress: this.parts.scheduler?.address ?? '',
      tokens: tokensOf(this.dir, options.appId),
      cwd: this.dir,
      logFile: this.logFile(name),
      ledger: this.ledger,
    });
    this.sidecars.push(sidecar);
    await sidecar.ready();
    return sidecar;
  }

  /** Ends everything, sidecars first. */
  async stop(): Promise<void> {
    await Promise.all(this.sidecars.map((sidecar) => sidecar.process.stop()));
    await Promise.all(this.processes.map((process) => process.stop()));
    this.ledger.close();
    this.ports.release();
    this.giveBack();
  }

  private needed(): Part[] {
    const parts: Part[] = ['postgres', this.broker, 'scheduler'];
    return this.state === 'redis' && this.broker !== 'redis' ? [...parts, 'redis'] : parts;
  }

  private configurationsOf({ appId, allowedSecrets }: AppSidecarOptions): string[] {
    const secrets = allowedSecrets ?? [`${appId}-database`, `${appId}-auth`];
    return [...productConfigurations(), writeAppConfiguration(path.join(this.dir, 'run'), appId, secrets)];
  }

  private async begin(parts: readonly Part[]): Promise<void> {
    const left = await this.ledger.endStale();
    if (left.length > 0) this.report(`ended what an earlier run left behind: ${left.join(', ')}`);
    // Addresses of sidecars of earlier runs.
    for (const end of ['', '-shm', '-wal'])
      rmSync(path.join(this.dir, `name-resolution.db${end}`), { force: true });
    const start: Record<Part, () => Promise<void>> = {
      postgres: () => this.startPostgres(),
      kafka: () => this.startKafka(),
      rabbitmq: () => this.startRabbitMq(),
      redis: () => this.startRedis(),
      scheduler: () => this.startScheduler(),
    };
    const began = await Promise.allSettled(parts.map((part) => start[part]()));
    const failed = began.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    this.secrets.save();
  }

  private async startPostgres(): Promise<void> {
    const { ledger, report, durable } = this;
    const port = this.ports.infrastructure.postgres;
    const password = this.secrets.passwordIn('postgres-admin', 'url');
    const dataDir = path.join(this.dir, 'postgres');
    const postgres = await Postgres.start({
      dataDir,
      logFile: this.logFile('postgres'),
      port,
      password,
      durable,
      ledger,
      report,
    });
    this.parts.postgres = postgres;
    this.secrets.set('postgres-admin', 'url', postgres.adminUrl);
    this.secrets.save(); // before anything else can fail: the data folder keeps this password for good
    await postgres.ready();
    await this.database('dapr_state', 'statestore', 'connectionString');
    report('postgres ready');
  }

  private async startKafka(): Promise<void> {
    const jars = await kafkaJars(this.report);
    const { infrastructure: ports } = this.ports;
    const nodes = [
      { name: 'kafka', port: ports.kafka, controllerPort: ports.kafkaController },
      { name: 'kafka-2', port: ports.kafka2, controllerPort: ports.kafkaController2 },
      { name: 'kafka-3', port: ports.kafka3, controllerPort: ports.kafkaController3 },
    ].map((node) => ({
      ...node,
      dataDir: path.join(this.dir, node.name),
      logFile: this.logFile(node.name),
    }));
    const { ledger, durable } = this;
    const kafka = await Kafka.start({ jars, nodes: nodes.slice(0, this.kafkaNodes), durable, ledger });
    this.parts.kafka = kafka;
    this.secrets.set('pubsub', 'brokers', kafka.brokers);
    await kafka.ready();
    this.report('kafka ready');
  }

  private async startRabbitMq(): Promise<void> {
    const programs = rabbitMqServer();
    const rabbitmq = await RabbitMq.start({
      programs,
      dataDir: path.join(this.dir, 'rabbitmq'),
      logFile: (name) => this.logFile(name),
      ports: this.ports.infrastructure,
      password: this.secrets.random('rabbitmq-admin', 'password'),
      ledger: this.ledger,
    });
    this.parts.rabbitmq = rabbitmq;
    this.secrets.set('pubsub', 'connectionString', rabbitmq.connectionString);
    await rabbitmq.ready();
    this.report('rabbitmq ready');
  }

  private async startRedis(): Promise<void> {
    const server = redisServer();
    const { ledger, durable } = this;
    const password = this.secrets.random('redis-admin', 'password');
    const redis = Redis.start({
      server,
      dataDir: path.join(this.dir, 'redis'),
      logFile: this.logFile('redis'),
      port: this.ports.infrastructure.redis,
      password,
      durable,
      ledger,
    });
    this.parts.redis = redis;
    for (const component of ['pubsub', 'statestore']) {
      this.secrets.set(component, 'redisHost', redis.host);
      this.secrets.set(component, 'redisPassword', password);
    }
    await redis.ready();
    this.report('redis ready');
  }

  private async startScheduler(): Promise<void> {
    this.dapr = await daprBinaries(this.report);
    const scheduler = Scheduler.start({
      scheduler: this.dapr.scheduler,
      dataDir: path.join(this.dir, 'scheduler'),
      logFile: this.logFile('scheduler'),
      ports: this.ports.infrastructure,
      ledger: this.ledger,
    });
    this.parts.scheduler = scheduler;
    await scheduler.ready();
    this.report('scheduler ready');
  }
}

function present<T>(part: T | undefined, name: Part): T {
  if (part === undefined) throw new Error(`The part "${name}" was not started.`);
  return part;
}
