import type { Cluster } from './cluster/cluster.ts';
import type { Workload } from './cluster/kinds.ts';
import type { ClusterOptions } from './options.ts';

const NAMESPACE = 'dapr-system';
/** Without it no namespace that enforces `restricted` admits a sidecar. */
const CONFINED = 'dapr_sidecar_injector.sidecarDropALLCapabilities=true';
/** A pod that came while the injector was away has no sidecar for good, unless the operator looks for such pods. */
const WATCHED = 'dapr_operator.watchInterval=30s';
/** Without it the scheduler is served last, and its copies lose each other while many pods start. */
const SERVED = 'dapr_scheduler.resources.requests.cpu=100m';

export interface ControlPlane {
  readonly namespace: string;
  readonly version: string;
  readonly found: boolean;
}

/** Finds Dapr's control plane, else installs it. */
export async function findOrInstallDapr(cluster: Cluster, options: ClusterOptions): Promise<ControlPlane> {
  const there = await find(cluster);
  if (there !== undefined) {
    await requireConfined(cluster, there.namespace);
    return { ...there, found: true };
  }
  const { daprChart: chart, daprRepository, daprVersion: version } = options;
  // A folder or an archive needs no repository.
  const isFile = /[/.]/.test(chart);
  if (!isFile && daprRepository === undefined)
    throw new Error('Dapr is not there. Name its chart: --dapr-chart FOLDER, or --dapr-repository ADDRESS.');
  const from = isFile ? [] : ['--repo', daprRepository ?? '', '--version', version];
  const wait = ['--wait', '--timeout', '5m'];
  await cluster.helm([
    ...['upgrade', '--install', 'dapr', chart, ...from],
    ...['-n', NAMESPACE, '--create-namespace', ...wait],
    ...[CONFINED, WATCHED, SERVED].flatMap((setting) => ['--set', setting]),
  ]);
  const installed = await find(cluster);
  if (installed === undefined) throw new Error('Dapr is installed and has no operator.');
  return { ...installed, found: false };
}

async function find(cluster: Cluster): Promise<Omit<ControlPlane, 'found'> | undefined> {
  const text = await cluster.kubectl(['get', 'deployments', '-A', '-l', 'app=dapr-operator', '-o', 'json']);
  const [operator] = (JSON.parse(text) as { items: Workload[] }).items;
  if (operator === undefined) return undefined;
  const { namespace = NAMESPACE, labels = {} } = operator.metadata;
  return { namespace, version: labels['app.kubernetes.io/version'] ?? 'unknown' };
}

async function requireConfined(cluster: Cluster, namespace: string): Promise<void> {
  const path = '{.spec.template.spec.containers[0].env[?(@.name=="SIDECAR_DROP_ALL_CAPABILITIES")].value}';
  const injector = ['get', 'deployment', 'dapr-sidecar-injector', '-o', `jsonpath=${path}`];
  if ((await cluster.kubectl(['-n', namespace, ...injector])) === 'true') return;
  throw new Error(
    `Dapr gives sidecars more capabilities than "restricted" admits. Upgrade it with --set ${CONFINED}.`,
  );
}
