import { confinement } from './checks/confinement.ts';
import { flows } from './checks/flows.ts';
import { leaksIn } from './checks/leaks.ts';
import { outsiders, strangers } from './checks/outsiders.ts';
import { replicas } from './checks/replicas.ts';
import type { Cluster } from './cluster/cluster.ts';
import { ClusterWorld } from './cluster-world.ts';
import { findOrInstallDapr, type ControlPlane } from './dapr.ts';
import { clusterFaults } from './faults.ts';
import { provideImages, type Images } from './images/images.ts';
import { freshNamespaces, installParts, PARTITIONS, type Parts } from './infrastructure/parts.ts';
import type { ClusterOptions } from './options.ts';
import { unusedPorts } from './ports.ts';
import { Release } from './release.ts';
import type { Bench, Step } from './step.ts';
import { underFault } from './under-fault.ts';

/** Beside what is needed: what a short run does. */
const SHORT = new Set(['test', 'flows', 'kill-chat-api', 'logs']);

/** Everything that is done with one cluster, in its order; each step leaves to the next what that needs. */
export class Run {
  private readonly cluster: Cluster;
  private readonly options: ClusterOptions;
  private dapr: ControlPlane | undefined;
  private images: Images | undefined;
  private parts: Parts | undefined;
  private release: Release | undefined;
  private world: ClusterWorld | undefined;
  private url = '';

  constructor(cluster: Cluster, options: ClusterOptions) {
    this.cluster = cluster;
    this.options = options;
  }

  steps(): Step[] {
    const { only, short, nextTag, seed } = this.options;
    const text = [
      'defaults.podAnnotations.parley\\.test/upgrade=yes',
      nextTag === undefined ? 'logLevel=debug' : `image.tag=${nextTag}`,
    ];
    const faults = clusterFaults({ text }).map((fault): Step => {
      const run = async (bench: Bench) => {
        // A pod that goes takes its log along.
        await this.searchLogs(bench);
        await underFault(this.there.world, fault, seed, bench);
      };
      return { name: fault.id, title: fault.title, run };
    });
    const steps: Step[] = [
      { name: 'dapr', title: "Dapr's control plane", needed: true, run: (bench) => this.findDapr(bench) },
      { name: 'images', title: 'images', needed: true, run: (bench) => this.provide(bench) },
      { name: 'parts', title: 'broker, database, secrets', needed: true, run: () => this.prepare() },
      { name: 'install', title: 'the chart', needed: true, run: (bench) => this.install(bench) },
      { name: 'test', title: 'helm test', run: (bench) => this.test(bench) },
      {
        name: 'flows',
        title: 'the end-to-end flows through the Service',
        run: (bench) => flows(this.url, ['flows/'], bench),
      },
      { name: 'access', title: 'who may call whom', run: (bench) => this.access(bench) },
      {
        name: 'confinement',
        title: 'what pods may do',
        run: (bench) => confinement(this.cluster, this.there.release, bench),
      },
      ...faults,
      {
        name: 'scale',
        title: 'three copies of chat-api and realtime',
        run: (bench) => replicas(this.cluster, this.there.release, bench),
      },
      { name: 'logs', title: 'no secret is in a log', run: (bench) => this.searchLogs(bench) },
    ];
    return steps.filter(
      ({ name, needed }) => needed || (only === undefined ? !short || SHORT.has(name) : only.has(name)),
    );
  }

  async close(): Promise<void> {
    await this.world?.close({ keep: this.options.keep });
    this.parts?.door.close();
  }

  private async findDapr({ check }: Bench): Promise<void> {
    this.dapr = await findOrInstallDapr(this.cluster, this.options);
    const { version, namespace, found } = this.dapr;
    check(`Dapr is ${found ? 'there' : 'installed'}`, true, `${version} in ${namespace}`);
  }

  private async provide({ say, check }: Bench): Promise<void> {
    this.images = await provideImages(this.options, say);
    check('images are there', true);
  }

  private async prepare(): Promise<void> {
    const { namespace: releaseNamespace, partsNamespace, registry, tag, chart, values, set } = this.options;
    await freshNamespaces(this.cluster, [releaseNamespace, partsNamespace]);
    const [web = 0, kafka = 0, postgres = 0] = await unusedPorts(3);
    this.url = `http://127.0.0.1:${web}`;
    this.parts = await installParts(this.cluster, {
      ...{ namespace: partsNamespace, releaseNamespace, ports: { web, kafka, postgres } },
      images: this.images ?? { node: '', kafka: '', postgres: '' },
    });
    const options = { registry, tag, chart, values, set, publicUrl: this.url };
    this.release = new Release(this.cluster, { namespace: releaseNamespace, ...options });
  }

  private async install({ check }: Bench): Promise<void> {
    const { release, parts, dapr } = this;
    if (!release || !parts || !dapr) throw new Error('Nothing is prepared.');
    await release.install();
    this.world = new ClusterWorld({
      ...{ cluster: this.cluster, release, partitions: PARTITIONS, url: this.url },
      ...{ door: parts.door, adminUrl: parts.adminUrl, brokers: parts.brokers },
      ...{ partsNamespace: this.options.partsNamespace, daprNamespace: dapr.namespace },
    });
    const pods = await release.pods();
    const sidecars = pods.filter(({ spec }) =>
      [...spec.containers, ...(spec.initContainers ?? [])].some(({ name }) => name === 'daprd'),
    );
    check('the chart is installed and every pod is ready', pods.length > 0, `${pods.length} pods`);
    check('every service has a sidecar', sidecars.length > 0, String(sidecars.length));
  }

  private async test({ check }: Bench): Promise<void> {
    const { passed, output } = await this.there.release.test();
    check('the chart tests itself', passed, passed ? undefined : output.trim().slice(-1_000));
  }

  private async access(bench: Bench): Promise<void> {
    const node = this.images?.node ?? '';
    await outsiders(this.cluster, this.there.release, this.options.partsNamespace, node, bench);
    await strangers(this.cluster, this.there.release, node, bench);
  }

  private async searchLogs({ check }: Bench): Promise<void> {
    const { namespace, partsNamespace } = this.options;
    const places = [namespace, partsNamespace, this.dapr?.namespace ?? 'dapr-system'];
    const { found, logs, bytes } = await leaksIn(this.cluster, [namespace, partsNamespace], places);
    const size = `${logs} pods' logs, ${(bytes / 2 ** 20).toFixed(1)} MiB`;
    check('no secret is in a log', logs > 0 && found.length === 0, found.slice(0, 5).join('; ') || size);
  }

  private get there(): { readonly release: Release; readonly world: ClusterWorld } {
    if (!this.release || !this.world) throw new Error('Parley is not installed.');
    return { release: this.release, world: this.world };
  }
}
