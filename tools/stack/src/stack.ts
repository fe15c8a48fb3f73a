import path from 'node:path';
import { prepareDaprRun } from './dapr-run/prepare.ts';
import { messageOf } from './errors.ts';
import { GatewayProcess } from './gateway/gateway-process.ts';
import type { Route } from './gateway/router.ts';
import { Infrastructure, type InfrastructureOptions } from './infrastructure/infrastructure.ts';
import { REPOSITORY } from './paths.ts';
import type { ManagedProcess } from './process/managed-process.ts';
import { Replica, secretNames } from './services/replica.ts';
import { readServices, type ServiceDefinition } from './services/service-definition.ts';
import { StateFile } from './state-file.ts';
import { Supervisor } from './supervisor.ts';

export interface StackOptions extends Omit<InfrastructureOptions, 'parts'> {
  /** Names of the services to start; all when absent. */
  readonly services?: readonly string[];
  /** Where services are; the product's when absent. */
  readonly servicesDir?: string;
  /** How many copies of a service to start; one when absent. */
  readonly replicas?: Readonly<Record<string, number>>;
  /** Extra environment of every service. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders of components; the product's when absent. */
  readonly resources?: readonly string[];
  /** Start processes again that end by themselves or are killed. False when absent: a test decides itself. */
  readonly supervise?: boolean;
  /** Start all but the services and their sidecars, and prepare those for `dapr run -f`. False when absent. */
  readonly daprRun?: boolean;
  /** Work that services need but infrastructure does not, such as a build; runs beside the start of the latter. */
  readonly beforeServices?: () => Promise<void>;
}

export type KillTarget = 'app' | 'daprd';

/** The whole product on this machine. */
export class Stack {
  readonly infrastructure: Infrastructure;
  /** Origin of the gateway: the web UI and the API. */
  readonly url: string;
  private readonly options: StackOptions;
  private readonly definitions: readonly ServiceDefinition[];
  private readonly running = new Map<string, Replica[]>();
  private readonly supervisor: Supervisor | undefined;
  private gatewayProcess: GatewayProcess | undefined;

  private constructor(
    infrastructure: Infrastructure,
    options: StackOptions,
    definitions: readonly ServiceDefinition[],
  ) {
    this.infrastructure = infrastructure;
    this.options = options;
    this.definitions = definitions;
    this.url = `http://localhost:${infrastructure.ports.infrastructure.gateway}`;
    this.supervisor = options.supervise === true ? new Supervisor(infrastructure.report) : undefined;
  }

  /** Starts everything and waits until every service is ready; on failure nothing stays behind. */
  static async start(options: StackOptions): Promise<Stack> {
    const definitions = readServices(
      options.servicesDir ?? path.join(REPOSITORY, 'services'),
      options.services,
    );
    // Both are awaited whatever happens to the other, so that nothing runs on unseen.
    const [infrastructure, prepared] = await Promise.allSettled([
      Infrastructure.start(options),
      options.beforeServices?.(),
    ]);
    if (infrastructure.status === 'rejected') throw infrastructure.reason;
    const stack = new Stack(infrastructure.value, options, definitions);
    try {
      if (prepared.status === 'rejected') throw prepared.reason;
      await stack.begin();
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  get dir(): string {
    return this.infrastructure.dir;
  }

  get gateway(): ManagedProcess {
    if (this.gatewayProcess === undefined) throw new Error('The gateway has not been started.');
    return this.gatewayProcess.process;
  }

  /** The copies of a service. */
  replicas(service: string): readonly Replica[] {
    return this.running.get(service) ?? [];
  }

  replica(service: string, index = 0): Replica {
    const replica = this.replicas(service)[index];
    if (replica === undefined) throw new Error(`There is no replica ${index} of ${service}.`);
    return replica;
  }

  /** Kills one process of a replica, as a crash would. */
  async kill(
    service: string,
    index = 0,
    target: KillTarget = 'app',
    signal: NodeJS.Signals = 'SIGKILL',
  ): Promise<void> {
    await this.processOf(service, index, target).kill(signal);
  }

  /**
   * Stops one process of a replica in an orderly way if it runs, starts it again and waits until it is ready.
   * @param env on top of its usual environment, until its next start
   */
  async restart(
    service: string,
    index = 0,
    target: KillTarget = 'app',
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const process = this.processOf(service, index, target);
    await process.stop();
    process.start(env);
    const replica = this.replica(service, index);
    await (target === 'app' ? replica.ready() : replica.daprd.ready());
  }

  /** Ends everything: the gateway, services and their sidecars, then the infrastructure. */
  async stop(): Promise<void> {
    this.supervisor?.close();
    await this.gatewayProcess?.process.stop();
    await Promise.all([...this.running.values()].flat().map((replica) => replica.stop()));
    await this.infrastructure.stop();
  }

  private processOf(service: string, index: number, target: KillTarget): ManagedProcess {
    const replica = this.replica(service, index);
    return target === 'app' ? replica.app : replica.daprd.process;
  }

  private async begin(): Promise<void> {
    await this.makeDatabasesAndSecrets();
    const planned = this.definitions
      .filter((service) => service.kind === 'node')
      .flatMap((service) =>
        Array.from({ length: this.options.replicas?.[service.name] ?? 1 }, (_, index) => ({
          service,
          index,
          ports: this.infrastructure.ports.replica(),
        })),
      );
    const routes = this.routes(planned);
    this.writeState(planned);
    const replicas =
      this.options.daprRun === true
        ? [this.prepareDaprRun()]
        : [...Map.groupBy(planned, (p) => p.service).values()].map((p) => this.startService(p));
    await Promise.all([this.startGateway(routes), ...replicas]);
    if (this.supervisor !== undefined) for (const process of this.processes()) this.supervisor.watch(process);
  }

  private async makeDatabasesAndSecrets(): Promise<void> {
    const { infrastructure } = this;
    for (const service of this.definitions) {
      if (service.kind !== 'node') continue;
      for (const name of secretNames(service)) {
        if (!name.endsWith('-database')) infrastructure.secrets.random(name, 'secret');
      }
    }
    await Promise.all(
      this.definitions.map(async ({ database, appId }) => {
        if (database !== undefined) await infrastructure.database(database, `${appId}-database`);
      }),
    );
    infrastructure.secrets.save();
  }

  private async prepareDaprRun(): Promise<void> {
    const { dir, report } = this.infrastructure;
    const services = this.definitions.filter(({ kind }) => kind === 'node');
    await prepareDaprRun(dir, services, report);
  }

  /** The first replica brings the database up to date, so the others wait until it is ready. */
  private async startService(planned: readonly PlannedReplica[]): Promise<void> {
    const [first, ...others] = planned;
    if (first === undefined) return;
    await this.startReplica(first);
    await Promise.all(others.map((replica) => this.startReplica(replica)));
  }

  private async startReplica({ service, index, ports }: PlannedReplica): Promise<void> {
    const { infrastructure, options } = this;
    try {
      const replica = await Replica.start(infrastructure, service, index, ports, {
        publicUrl: this.url,
        ...(options.resources !== undefined && { resources: options.resources }),
        env: options.env ?? {},
      });
      const replicas = this.running.get(service.name) ?? [];
      replicas[index] = replica;
      this.running.set(service.name, replicas);
      await replica.ready();
      infrastructure.report(`${service.name}${index === 0 ? '' : ` (replica ${index + 1})`} ready`);
    } catch (error) {
      throw new Error(`${service.name} could not be started: ${messageOf(error)}`, { cause: error });
    }
  }

  private routes(planned: readonly PlannedReplica[]): Route[] {
    return this.definitions.flatMap((service) => {
      const ports = planned
        .filter((replica) => replica.service === service)
        .map((replica) => replica.ports.http);
      return service.kind === 'node'
        ? service.routes.map((prefix) => ({ prefix, service: service.name, ports }))
        : [];
    });
  }

  private async startGateway(routes: readonly Route[]): Promise<void> {
    const { infrastructure } = this;
    const ui = this.definitions.find((service) => service.kind === 'static');
    const config = {
      port: infrastructure.ports.infrastructure.gateway,
      publicUrl: this.url,
      routes,
      ...(ui === undefined ? {} : { staticDir: path.join(ui.folder, 'dist') }),
    };
    const { dir, ledger } = infrastructure;
    this.gatewayProcess = new GatewayProcess(config, dir, infrastructure.logFile('gateway'), ledger);
    this.gatewayProcess.process.start();
    await this.gatewayProcess.ready();
  }

  private processes(): ManagedProcess[] {
    const replicas = [...this.running.values()].flat();
    return [
      this.gateway,
      ...this.infrastructure.processes,
      ...replicas.flatMap((r) => [r.app, r.daprd.process]),
    ];
  }

  private writeState(planned: readonly PlannedReplica[]): void {
    new StateFile(this.dir).write(
      this.url,
      this.infrastructure.ports.infrastructure,
      planned.map(({ service, index, ports }) => ({ name: `${service.name}-${index}`, ports })),
      this.infrastructure.processes.map(({ name }) => name),
    );
  }
}

interface PlannedReplica {
  readonly service: ServiceDefinition;
  readonly index: number;
  readonly ports: ReturnType<Infrastructure['ports']['replica']>;
}
