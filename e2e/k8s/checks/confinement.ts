import type { Cluster } from '../cluster/cluster.ts';
import type { Container, Pod } from '../cluster/kinds.ts';
import type { Release } from '../release.ts';
import type { Bench } from '../step.ts';
import { runInside } from './inside.ts';

interface Self {
  readonly uid: number;
  readonly root: string;
  readonly token: boolean;
}

/** Who it is, whether it can write outside of /tmp, and whether it has a token of its own. */
const LOOKING = `
import { existsSync, writeFileSync } from 'node:fs';
let root = 'written';
try { writeFileSync('/app/written', ''); } catch (error) { root = error.code; }
console.log(JSON.stringify({
  uid: process.getuid(), root,
  token: existsSync('/var/run/secrets/kubernetes.io/serviceaccount/token'),
}));
`;

/** Nothing runs as root, and nothing can change its own files: as it is declared, and as processes find it. */
export async function confinement(cluster: Cluster, release: Release, { check }: Bench): Promise<void> {
  const pods = await release.pods();
  const containers = pods.flatMap((pod) =>
    [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map((container) => ({ pod, container })),
  );
  const where = (found: typeof containers) =>
    found.map(({ pod, container }) => `${pod.metadata.name}/${container.name}`).join(', ') ||
    `${containers.length} containers`;
  const says = (what: string, holds: (container: Container, pod: Pod) => boolean) => {
    const wrong = containers.filter(({ pod, container }) => !holds(container, pod));
    check(what, containers.length > 0 && wrong.length === 0, where(wrong));
  };
  says('no container may run as root', ({ securityContext }, { spec }) => {
    const user = securityContext?.runAsUser ?? spec.securityContext?.runAsUser;
    return (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) === true && user !== 0;
  });
  says('every root file system is read-only', (c) => c.securityContext?.readOnlyRootFilesystem === true);
  says('no container can get more rights', (c) => c.securityContext?.allowPrivilegeEscalation === false);
  const noToken = pods.filter(({ spec }) => spec.automountServiceAccountToken !== false);
  check('no pod gets a token by itself', noToken.length === 0, names(noToken));
  const services = pods.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] !== 'web');
  for (const { metadata } of services) {
    const place = { namespace: release.namespace, pod: metadata.name, container: 'app' };
    const { uid, root, token } = await runInside<Self>(cluster, place, LOOKING);
    check(
      `${metadata.name} runs as ${uid}, cannot write and has no token`,
      uid > 0 && ['EROFS', 'EACCES'].includes(root) && !token,
      root,
    );
  }
}

const names = (pods: readonly Pod[]): string => pods.map(({ metadata }) => metadata.name).join(', ');
