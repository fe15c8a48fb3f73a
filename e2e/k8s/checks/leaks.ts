import type { Cluster } from '../cluster/cluster.ts';
import type { Pod, Secret } from '../cluster/kinds.ts';

/** Shorter ones would be found by chance. */
const MIN_LENGTH = 12;
/** What nobody may see either, and which no Secret names. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  'a token': /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
  'a password of a test account': /pass-[0-9a-f]{8}-[0-9a-f]{4}-/,
  'an address of a test account': /[0-9a-f]{12}@example\.test/,
};

export interface Search {
  /** Which secret is in which log. */
  readonly found: readonly string[];
  readonly logs: number;
  readonly bytes: number;
}

/** Looks for secrets in the logs of every container of some namespaces, of the run before too. */
export async function leaksIn(
  cluster: Cluster,
  secretsOf: readonly string[],
  namespaces: readonly string[],
): Promise<Search> {
  const values = new Map<string, string>();
  for (const namespace of secretsOf)
    for (const { metadata, type, data = {} } of await cluster.list<Secret>(namespace, 'secrets'))
      if (!type.startsWith('helm.sh/'))
        for (const [key, value] of Object.entries(data))
          for (const part of partsOf(Buffer.from(value, 'base64').toString()))
            values.set(part, `${metadata.name}.${key}`);
  const found: string[] = [];
  let logs = 0;
  let bytes = 0;
  for (const namespace of namespaces)
    for (const pod of await cluster.list<Pod>(namespace, 'pods'))
      for (const text of await logsOf(cluster, namespace, pod)) {
        logs += 1;
        bytes += text.length;
        for (const [value, name] of values)
          if (text.includes(value)) found.push(`${name} in ${namespace}/${pod.metadata.name}`);
        for (const [name, pattern] of Object.entries(PATTERNS))
          if (pattern.test(text)) found.push(`${name} in ${namespace}/${pod.metadata.name}`);
      }
  return { found, logs, bytes };
}

async function logsOf(cluster: Cluster, namespace: string, { metadata, status }: Pod): Promise<string[]> {
  const all = ['-n', namespace, 'logs', metadata.name, '--all-containers', '--tail=-1'];
  const statuses = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])];
  const restarted = statuses.some(({ restartCount }) => restartCount > 0);
  const reads = [cluster.tryKubectl(all), ...(restarted ? [cluster.tryKubectl([...all, '--previous'])] : [])];
  return (await Promise.all(reads)).map(({ stdout }) => stdout);
}

/** A whole value, and the password when it is an address with one. */
function partsOf(value: string): string[] {
  const password = /^\w+:\/\/[^:@/]+:([^@/]+)@/.exec(value)?.[1];
  const isAddress = password !== undefined || /^[\w.-]+:\d+$/.test(value);
  return [...(isAddress ? [] : [value.trim()]), password ?? ''].filter((part) => part.length >= MIN_LENGTH);
}
