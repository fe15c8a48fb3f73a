import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cluster } from './cluster/cluster.ts';
import { isReady, type Pod, type Workload } from './cluster/kinds.ts';
import { until } from './cluster/until.ts';

const CHART = fileURLToPath(new URL('../../charts/parley', import.meta.url));
const READY_WITHIN = '5m';
const SETTLED_WITHIN_MS = 180_000;

export interface ReleaseOptions {
  readonly namespace: string;
  readonly registry: string;
  readonly tag: string;
  /** Origin of browsers. */
  readonly publicUrl: string;
  readonly chart?: string | undefined;
  readonly values: readonly string[];
  readonly set: readonly string[];
}

/** Values of the chart, e.g. `logLevel=debug`. */
export interface Change {
  /** Whatever they look like, they are text. */
  readonly text?: readonly string[];
  /** Numbers and truth values are that. */
  readonly set?: readonly string[];
}

/** Parley in a cluster, as Helm installs it. */
export class Release {
  readonly name = 'parley';
  readonly namespace: string;
  private readonly cluster: Cluster;
  private readonly options: ReleaseOptions;

  constructor(cluster: Cluster, options: ReleaseOptions) {
    this.cluster = cluster;
    this.namespace = options.namespace;
    this.options = options;
  }

  /** Installs it, or makes it what it shall be. @param change values that are not those of the options */
  async install({ text = [], set = [] }: Change = {}): Promise<void> {
    const { chart = path.resolve(CHART), values, set: always } = this.options;
    const settings = [
      ...[`publicUrl=${this.options.publicUrl}`, `image.tag=${this.options.tag}`],
      ...[`image.registry=${this.options.registry}`],
      // Little is asked for, so that three copies fit where an upgrade surges, on two cores.
      ...['defaults.resources.requests.cpu=20m', 'dapr.resources.requests.cpu=10m'],
      // Every client here has one address: the product's limits per caller would answer in its place.
      'defaults.env.API_REQUESTS_PER_10S=1000000',
      'defaults.env.SIGN_IN_RATE_PER_MINUTE=100000',
    ];
    // Whatever is set as text goes before the rest.
    const strings = [...settings, ...text].flatMap((setting) => ['--set-string', setting]);
    const more = ['gateway.enabled=true', ...always, ...set].flatMap((setting) => ['--set', setting]);
    const files = values.flatMap((file) => ['--values', file]);
    await this.cluster.helm([
      ...['upgrade', '--install', this.name, chart, '-n', this.namespace],
      ...[...files, ...strings, ...more],
      ...['--wait', '--timeout', READY_WITHIN],
    ]);
    await this.settled();
  }

  async rollback(): Promise<void> {
    const wait = ['--wait', '--timeout', READY_WITHIN];
    await this.cluster.helm(['rollback', this.name, '-n', this.namespace, ...wait]);
    await this.settled();
  }

  /** Runs the chart's own tests. @returns their output, when they failed */
  async test(): Promise<{ readonly passed: boolean; readonly output: string }> {
    const where = ['-n', this.namespace, '--timeout', '3m'];
    const { code, stdout, stderr } = await this.cluster.tryHelm(['test', this.name, ...where, '--logs']);
    // A chart without tests passes too.
    const ran = /^Phase:\s+Succeeded$/m.test(stdout);
    return { passed: code === 0 && ran, output: `${stdout}${stderr}` };
  }

  get selector(): string {
    return `app.kubernetes.io/instance=${this.name}`;
  }

  /** Pods of one service, or of all, that are not on their way out. */
  async pods(service?: string): Promise<readonly Pod[]> {
    const name = service === undefined ? '' : `,app.kubernetes.io/name=${service}`;
    const pods = await this.cluster.pods(this.namespace, this.selector + name);
    return pods.filter(({ status }) => status.phase === 'Running' || status.phase === 'Pending');
  }

  deployments(): Promise<readonly Workload[]> {
    return this.cluster.list<Workload>(this.namespace, 'deployments', this.selector);
  }

  /** Waits until as many pods of everything are there and ready as shall be, and no other. */
  async settled(): Promise<void> {
    await until(
      'every pod of Parley is ready',
      async () => {
        const [deployments, pods] = await Promise.all([
          this.deployments(),
          this.cluster.list<Pod>(this.namespace, 'pods', this.selector),
        ]);
        const living = pods.filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
        const wanted = deployments.reduce((sum, { spec }) => sum + (spec.replicas ?? 1), 0);
        return wanted > 0 && living.length === wanted && living.every(isReady);
      },
      SETTLED_WITHIN_MS,
    );
  }
}
