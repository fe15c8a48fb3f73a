import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { daprBinaries, type DaprBinaries } from '../binaries/dapr.ts';
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
import { productConfigurations, productResources } from './product-components.ts';
import { Scheduler } from './scheduler.ts';

export type Part = 'postgres' | 'kafka' | 'scheduler';

export interface InfrastructureOptions {
  /** Data, logs, secrets and tokens go here. */
  readonly dir: string;
  /** `'free'` (the default) finds a block of ports that nobody uses. */
  readonly ports?: PortPlan | 'free';
  /** What to start; all three when absent. */
  readonly parts?: readonly Part[];
  /** False trades durability for speed; for tests that do not look at it. True when absent. */
  readonly durable?: boolean;
  readonly report?: Report;
  /** How many brokers make up Kafka; one when absent. The data folder keeps to the number it began with. */
  readonly brokers?: 1 | 3;
}

/** A sidecar for an app of the caller's own. */
export interface AppSidecarOptions extends Partial<
  Pick<DaprdOptions, 'appHealthCheck' | 'logLevel' | 'extraFlags'>
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

/** PostgreSQL, Kafka and the Dapr scheduler, and sidecars that use them. */
export class Infrastructure {
  readonly dir: string;
  readonly ports: PortPlan;
  readonly secrets: SecretsFile;
  readonly ledger: Ledger;
  readonly report: Report;
  private readonly durable: boolean;
  private readonly brokers: 1 | 3;
  private readonly sidecars: Daprd[] = [];
  private parts: { postgres?: Postgres; kafka?: Kafka; scheduler?: Scheduler } = {};
  private dapr: DaprBinaries | undefined;
  private readonly giveBack: () => void;

  private constructor(options: InfrastructureOptions, ports: PortPlan) {
    this.dir = path.resolve(options.dir);
    mkdirSync(this.dir, { recursive: true });
    this.giveBack = claim(this.dir);
    this.ports = ports;
    this.durable = options.durable ?? true;
    this.brokers = options.brokers ?? 1;
    this.report = options.report ?? silent;
    this.secrets = new SecretsFile(this.dir);
    this.ledger = new Ledger(path.join(this.dir, 'run'));
  }

  /** Starts the parts and waits until they are ready; on failure nothing stays behind. */
  static async start(options: InfrastructureOptions): Promise<Infrastructure> {
    const ports = options.ports instanceof PortPlan ? options.ports : await freePorts();
    const infrastructure = new Infrastructure(options, ports);
    try {
      await infrastructure.begin(options.parts ?? ['postgres', 'kafka', 'scheduler']);
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

  get scheduler(): Scheduler {
    return present(this.parts.scheduler, 'scheduler');
  }

  get processes(): ManagedProcess[] {
    const { postgres, kafka, scheduler } = this.parts;
    const parts = [postgres, ...(kafka?.nodes ?? []), scheduler];
    return parts.flatMap((part) => part?.process ?? []);
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
      resources: options.resources ?? productResources(),
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
    const kafka = await Kafka.start({ jars, nodes: nodes.slice(0, this.brokers), durable, ledger });
    this.parts.kafka = kafka;
    this.secrets.set('pubsub', 'brokers', kafka.brokers);
    await kafka.ready();
    this.report('kafka ready');
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
