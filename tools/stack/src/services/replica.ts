import { existsSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import type { Daprd } from '../infrastructure/daprd.ts';
import type { Infrastructure } from '../infrastructure/infrastructure.ts';
import { baseEnv, REPOSITORY } from '../paths.ts';
import type { ReplicaPorts } from '../ports.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { run } from '../process/run.ts';
import { httpStatus } from '../waiting.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { sidecarTracing } from './sidecar-tracing.ts';
import { tokensOf } from './tokens.ts';

const MIGRATE = path.join(REPOSITORY, 'libs', 'persistence', 'dist', 'cli', 'migrate.js');

export interface ReplicaOptions {
  readonly publicUrl: string;
  /** Folders of components; the product's when absent. */
  readonly resources?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One running copy of a service: its Node process and its sidecar. */
export class Replica {
  readonly service: ServiceDefinition;
  readonly index: number;
  readonly ports: ReplicaPorts;
  readonly daprd: Daprd;
  readonly app: ManagedProcess;

  private constructor(
    service: ServiceDefinition,
    index: number,
    ports: ReplicaPorts,
    daprd: Daprd,
    app: ManagedProcess,
  ) {
    this.service = service;
    this.index = index;
    this.ports = ports;
    this.daprd = daprd;
    this.app = app;
  }

  /** `http://127.0.0.1:<port>` of the service itself, not through the gateway. */
  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** Starts the sidecar, brings the database up to date (first replica only) and starts the service. */
  static async start(
    infrastructure: Infrastructure,
    service: ServiceDefinition,
    index: number,
    ports: ReplicaPorts,
    options: ReplicaOptions,
  ): Promise<Replica> {
    const name = `${service.name}-${index}`;
    const daprd = await infrastructure.startDaprd({
      appId: service.appId,
      name: `${name}.daprd`,
      ports,
      ...(options.resources !== undefined && { resources: options.resources }),
      allowedSecrets: secretNames(service),
      env: sidecarTracing(options.env),
    });
    const env = replicaEnv(infrastructure.dir, service, ports, options);
    if (index === 0) await migrate(service, env);
    const app = new ManagedProcess(
      {
        name,
        command: process.execPath,
        args: ['dist/main.js'],
        cwd: service.folder,
        env,
        logFile: infrastructure.logFile(name),
      },
      infrastructure.ledger,
    );
    const replica = new Replica(service, index, ports, daprd, app);
    app.start();
    return replica;
  }

  /** Waits until the service says that it can serve. */
  async ready(timeoutMs = 60_000): Promise<void> {
    await this.app.waitUntil(async () => (await httpStatus(this.ports.http, '/readyz')) === 200, timeoutMs);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.daprd.process.stop();
  }
}

/** Secrets the service may read through its sidecar. */
export function secretNames(service: ServiceDefinition): string[] {
  const database = service.database === undefined ? [] : [`${service.appId}-database`];
  return [...new Set([...database, `${service.appId}-auth`, ...service.secrets])];
}

function replicaEnv(
  dir: string,
  service: ServiceDefinition,
  ports: ReplicaPorts,
  options: ReplicaOptions,
): Record<string, string> {
  const tokens = tokensOf(dir, service.appId);
  return {
    ...baseEnv(),
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(ports.http),
    DAPR_APP_PORT: String(ports.app),
    DAPR_HTTP_PORT: String(ports.daprHttp),
    DAPR_API_TOKEN_FILE: tokens.daprFile,
    APP_API_TOKEN_FILE: tokens.appFile,
    PUBLIC_URL: options.publicUrl,
    ...options.env,
  };
}

async function migrate(service: ServiceDefinition, env: Record<string, string>): Promise<void> {
  const prisma = path.join(service.folder, 'prisma');
  if (service.database === undefined || !existsSync(path.join(prisma, 'migrations'))) return;
  if (!existsSync(MIGRATE)) throw new StackError(`${MIGRATE} is not built.`, 'Run "npm run build".');
  const { code, output } = await run(process.execPath, [MIGRATE, prisma], { cwd: service.folder, env });
  if (code !== 0)
    throw new StackError(`The database of ${service.name} could not be migrated:\n${output.trim()}`);
}
