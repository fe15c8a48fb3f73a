import { setTimeout as delay } from 'node:timers/promises';
import { noErrors, timely, type Fault, type Observed, type Scene } from '../faults/faults/fault.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { isReady, type Pod } from './cluster/kinds.ts';
import type { Change } from './release.ts';
import { until } from './cluster/until.ts';

type ClusterScene = Scene<ClusterWorld>;

export interface ClusterFault extends Fault<ClusterWorld> {
  /** What `expects` stands for, in words. */
  readonly promise?: string;
}

const READY_WITHIN_MS = 180_000;
const SERVICES = ['audit', 'chat-api', 'identity', 'notification', 'realtime', 'recurring-task', 'web'];
const SCHEDULER = 'app=dapr-scheduler-server';
const PAUSE_MS = 1_000;

/** For what happens in an orderly way. */
const orderly = {
  promise: 'no request failed, and no reminder was late',
  expects: (seen: Observed): string[] => [...noErrors(seen), ...timely(seen)],
};
/** For the death of one process. */
const punctual = { promise: 'no reminder was more than 30 s late', expects: timely };

/** What pods go through in a cluster while people are at work. */
export function clusterFaults(upgrade: Change): readonly ClusterFault[] {
  return [
    {
      id: 'kill-chat-api',
      title: 'a pod of chat-api is killed',
      happen: (scene) => killService(scene, 'chat-api'),
      ...punctual,
    },
    {
      id: 'kill-services',
      title: 'a pod of every service is killed, one after the other',
      happen: async (scene) => {
        for (const service of SERVICES) await killService(scene, service);
      },
      ...punctual,
    },
    {
      id: 'kill-broker',
      title: 'the broker is killed',
      happen: (scene) => killOf(scene, scene.world.partsNamespace, 'app.kubernetes.io/name=kafka'),
    },
    {
      id: 'kill-scheduler',
      title: "Dapr's scheduler is killed, one of its pods after the other",
      happen: async (scene) => {
        for (const pod of await scene.world.cluster.pods(scene.world.daprNamespace, SCHEDULER))
          await killPod(scene, scene.world.daprNamespace, SCHEDULER, pod);
      },
    },
    {
      id: 'kill-control-plane',
      title: "the rest of Dapr's control plane is killed",
      happen: async (scene) => {
        for (const app of ['dapr-sentry', 'dapr-operator', 'dapr-placement-server', 'dapr-sidecar-injector'])
          await killOf(scene, scene.world.daprNamespace, `app=${app}`);
      },
      ...orderly,
    },
    {
      id: 'kill-database',
      title: 'PostgreSQL is killed',
      happen: (scene) => killOf(scene, scene.world.partsNamespace, 'app.kubernetes.io/name=postgres'),
    },
    {
      id: 'delete-pods',
      title: 'every pod of Parley is deleted in an orderly way, one after the other',
      happen: async (scene) => {
        for (const service of SERVICES)
          for (const pod of await scene.world.release.pods(service)) await deletePod(scene, service, pod);
      },
      ...orderly,
    },
    {
      id: 'drain',
      title: "the node's pods of Parley are drained, and it is uncordoned",
      happen: drain,
      ...orderly,
    },
    {
      id: 'upgrade',
      title: 'an upgrade rolls over every pod',
      happen: async ({ world, note }) => {
        note('upgrade');
        await world.release.install(upgrade);
        note('upgraded');
      },
      ...orderly,
    },
    {
      id: 'rollback',
      title: 'the upgrade is rolled back',
      happen: async ({ world, note }) => {
        note('rollback');
        await world.release.rollback();
        note('rolled back');
      },
      ...orderly,
    },
  ];
}

/** At once, as far as Kubernetes does that: no notice to anybody, and a second for its processes. */
async function killPod(scene: ClusterScene, namespace: string, selector: string, pod: Pod): Promise<void> {
  const { cluster } = scene.world;
  scene.note(`kill ${pod.metadata.name}`);
  const before = (await cluster.pods(namespace, selector)).length;
  const now = ['--grace-period=0', '--force', '--wait=false'];
  await cluster.kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, ...now]);
  await replaced(scene, namespace, selector, pod, before);
  scene.note(`another is ready in place of ${pod.metadata.name}`);
  await delay(PAUSE_MS);
}

async function killOf(scene: ClusterScene, namespace: string, selector: string): Promise<void> {
  const pods = await scene.world.cluster.pods(namespace, selector);
  if (pods.length === 0) scene.found(`there is no pod ${selector} in ${namespace}`);
  else await killPod(scene, namespace, selector, scene.random.of(pods));
}

function killService(scene: ClusterScene, service: string): Promise<void> {
  const { release } = scene.world;
  return killOf(scene, release.namespace, `${release.selector},app.kubernetes.io/name=${service}`);
}

async function deletePod(scene: ClusterScene, service: string, pod: Pod): Promise<void> {
  const { cluster, release } = scene.world;
  scene.note(`delete ${pod.metadata.name}`);
  const selector = `${release.selector},app.kubernetes.io/name=${service}`;
  const before = (await cluster.pods(release.namespace, selector)).length;
  await cluster.kubectl(['-n', release.namespace, 'delete', 'pod', pod.metadata.name, '--wait=false']);
  await replaced(scene, release.namespace, selector, pod, before);
}

/** Waits until there are as many pods as before, all ready, and this one is not among them. */
async function replaced(
  { world: { cluster } }: ClusterScene,
  namespace: string,
  selector: string,
  { metadata: { name, uid } }: Pod,
  before: number,
): Promise<void> {
  await until(
    `another pod in place of ${name}`,
    async () => {
      const pods = await cluster.pods(namespace, selector);
      return pods.length >= before && pods.every((one) => isReady(one) && one.metadata.uid !== uid);
    },
    READY_WITHIN_MS,
  );
}

const DRAIN_FOR = '25s';

/**
 * Drains each node as an operator does. Where there is no other node the pods that leave cannot come back before the
 * node is uncordoned, so that the budgets must hold the others.
 */
async function drain(scene: ClusterScene): Promise<void> {
  const { cluster, release } = scene.world;
  const nodes = (await cluster.kubectl(['get', 'nodes', '-o', 'name'])).trim().split('\n');
  for (const node of nodes) {
    scene.note(`drain ${node}`);
    const lasting = `${release.selector},app.kubernetes.io/component notin (migration,test)`;
    const which = [`--pod-selector=${lasting}`, '--ignore-daemonsets', '--delete-emptydir-data'];
    const { code, stdout } = await cluster.tryKubectl(['drain', node, ...which, `--timeout=${DRAIN_FOR}`]);
    const evicted = [...stdout.matchAll(/^pod\/\S+ evicted$/gm)].length;
    scene.note(`${evicted} pods left ${node}, ${code === 0 ? 'all there were' : 'budgets kept the others'}`);
    if (evicted === 0) scene.found(`nothing left ${node}: ${stdout.trim().slice(-300)}`);
    await cluster.kubectl(['uncordon', node]);
    await release.settled();
    scene.note(`${node} is back`);
  }
}
