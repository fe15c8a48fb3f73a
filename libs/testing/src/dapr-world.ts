import {
  productResources,
  startInfrastructure,
  type Daprd,
  type Infrastructure,
  type InfrastructureOptions,
  type Part,
} from '@parley/stack';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TopicProbe } from './topic-probe.ts';

/** How an app reaches its sidecar, and the other way round. */
export interface SidecarAddress {
  readonly appId: string;
  readonly sidecarUrl: string;
  readonly apiToken: string;
  readonly appToken: string;
  readonly appPort: number;
}

export interface TestSidecar {
  readonly daprd: Daprd;
  readonly address: SidecarAddress;
}

export interface SidecarChoices {
  /** Off, a missing app is found out by each delivery. On when absent, as in the product. */
  readonly appHealthCheck?: boolean;
  /** Unique; the app id when absent. */
  readonly name?: string;
  /** Further resources, as YAML. */
  readonly resources?: readonly string[];
}

/**
 * Real Dapr sidecars with the components and policies of the product. Only the pauses between retries are shorter.
 */
export class DaprWorld {
  private probes: TopicProbe[] = [];
  private folders = 0;

  private constructor(
    readonly infrastructure: Infrastructure,
    private readonly dir: string,
  ) {}

  static async start(
    parts: readonly Part[],
    choice: Pick<InfrastructureOptions, 'broker' | 'state' | 'durable'> = {},
  ): Promise<DaprWorld> {
    const dir = await mkdtemp(path.join(tmpdir(), 'parley-dapr-'));
    return new DaprWorld(await startInfrastructure({ dir, parts, durable: false, ...choice }), dir);
  }

  /** Starts the sidecar of an app, which may come later. */
  async sidecar(appId: string, choices: SidecarChoices = {}): Promise<TestSidecar> {
    const ports = this.infrastructure.ports.replica();
    const daprd = await this.infrastructure.startDaprd({
      appId,
      name: choices.name ?? appId,
      ports,
      appHealthCheck: choices.appHealthCheck ?? true,
      resources: [...this.components(), this.folderOf([quickPolicies(), ...(choices.resources ?? [])])],
    });
    const address = {
      appId,
      sidecarUrl: `http://127.0.0.1:${daprd.httpPort}`,
      apiToken: daprd.apiToken,
      appToken: readFileSync(path.join(this.dir, 'tokens', `${appId}.app`), 'utf8'),
      appPort: ports.app,
    };
    return { daprd, address };
  }

  /** Reads topics and writes to them as nobody of the product may. */
  async probe(topics: readonly string[]): Promise<TopicProbe> {
    const probe = await TopicProbe.start(this.infrastructure, topics, (yaml) => this.folderOf([yaml]));
    this.probes.push(probe);
    return probe;
  }

  async stop(): Promise<void> {
    for (const probe of this.probes) probe.stop();
    await this.infrastructure.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  /** Folders of the product with the components whose servers run here. */
  private components(): string[] {
    const running = new Set(this.infrastructure.processes.map(({ name }) => name));
    const needs: Readonly<Record<string, string>> = { postgresql: 'postgres', 'redis-state': 'redis' };
    const { broker, state } = this.infrastructure;
    return productResources(broker, state)
      .filter((folder) => {
        const name = path.basename(folder);
        return name === 'local' || running.has(needs[name] ?? name);
      })
      .map((folder) => (path.basename(folder) === 'redis' ? this.quickRedis(folder) : folder));
  }

  /** The components of the product that take up sooner what a dead sidecar left behind. */
  private quickRedis(folder: string): string {
    return this.folderOf(
      ['pubsub.yaml', 'fanout.yaml'].map((file) =>
        readFileSync(path.join(folder, file), 'utf8')
          .replace('value: 240s', 'value: 20s')
          .replace('value: 15s', 'value: 1s'),
      ),
    );
  }

  private folderOf(documents: readonly string[]): string {
    this.folders += 1;
    const folder = path.join(this.dir, 'resources', String(this.folders));
    mkdirSync(folder, { recursive: true });
    documents.forEach((text, i) => {
      writeFileSync(path.join(folder, `${i}.yaml`), text);
    });
    return folder;
  }
}

/** How often the product delivers an event before it is a dead letter. */
export function deliveryAttempts(): number {
  const [, retries] =
    /inbound:\s+policy: \w+\s+maxInterval: \w+\s+maxRetries: (\d+)/.exec(productPolicies()) ?? [];
  return 1 + Number(retries);
}

/** The policies of the product with shorter pauses: same kinds, same number of retries. */
function quickPolicies(): string {
  const text = productPolicies();
  const quick = text.replace(/(inbound:\s+policy: exponential\s+maxInterval: )15s/, '$1100ms');
  if (quick === text) throw new Error('The inbound retry policy of the product is not the expected one.');
  return quick;
}

function productPolicies(): string {
  const [base = ''] = productResources().filter((folder) => path.basename(folder) === 'base');
  return readFileSync(path.join(base, 'resiliency.yaml'), 'utf8');
}
