import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { Case, Surroundings } from './checks.ts';
import { valueSets } from './paths.ts';
import { CheckError, output, render } from './render.ts';

interface PodSpec {
  readonly containers: readonly object[];
  readonly volumes?: readonly object[];
  readonly securityContext?: object;
}
interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: object;
    readonly annotations?: Record<string, string>;
  };
  readonly spec?: {
    readonly template?: { readonly metadata?: object; readonly spec: PodSpec };
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/**
 * Cases that ask the API server of KUBECONFIG; none without it. Deployments are taken whatever their pods are, so the
 * pods are asked for as well: that is where the namespace's "restricted" is enforced, after Dapr's injector.
 */
export function dryRun(): Case[] {
  if ((process.env['KUBECONFIG'] ?? '') === '') return [];
  return [
    ...valueSets().map((set) => ({
      name: set,
      run: (surroundings: Surroundings) => inNamespace((namespace) => ask(set, namespace, surroundings)),
    })),
    {
      name: 'a pod that runs as root is refused',
      run: () =>
        inNamespace(async (namespace) => {
          const spec = { containers: [{ name: 'root', image: 'root', securityContext: { runAsUser: 0 } }] };
          const refusal = await apply([pod('root', {}, spec)], namespace).catch((error: unknown) => error);
          if (!(refusal instanceof CheckError) || !/violates PodSecurity/.test(refusal.message))
            throw new CheckError('It was admitted: the dry run shows nothing.');
          return undefined;
        }),
    },
  ];
}

async function inNamespace(
  work: (namespace: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const namespace = `parley-dry-run-${randomBytes(4).toString('hex')}`;
  await kubectl(['create', 'namespace', namespace]);
  try {
    const labels = Object.entries(RESTRICTED).map(([key, value]) => `${key}=${value}`);
    await kubectl(['label', 'namespace', namespace, ...labels]);
    // Made by a controller in its own time; no pod is admitted before that.
    await kubectl([
      'wait',
      '--for=create',
      'serviceaccount/default',
      '--namespace',
      namespace,
      '--timeout=30s',
    ]);
    return await work(namespace);
  } finally {
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  }
}

async function ask(set: string, namespace: string, { programs }: Surroundings): Promise<string> {
  const manifests = await render(programs.helm, set, ['--namespace', namespace]);
  const all = parseAllDocuments(manifests)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((it): it is KubernetesObject => it !== null);
  const served = new Set((await kubectl(['api-versions'])).split('\n').map((line) => line.trim()));
  const objects = all.filter(({ apiVersion }) => served.has(apiVersion));
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
  await apply(accounts, namespace, []); // without its account no pod is admitted
  const pods = objects.flatMap(podsOf);
  await apply([...objects.filter((it) => !accounts.includes(it)), ...pods], namespace);
  const left = all.length - objects.length;
  const absent = [...new Set(all.filter((it) => !objects.includes(it)).map(({ kind }) => kind))].join(', ');
  return `${objects.length} objects, ${pods.length} pods${left === 0 ? '' : `; ${left} of kinds that are not installed: ${absent}`}`;
}

/** What a controller would make of the template of an object. */
function podsOf({ kind, metadata, spec }: KubernetesObject): object[] {
  if (spec?.template === undefined) return [];
  const { template, volumeClaimTemplates = [] } = spec;
  const claimed = volumeClaimTemplates.map((claim) => ({ name: claim.metadata.name, emptyDir: {} }));
  const volumes = [...(template.spec.volumes ?? []), ...claimed];
  return [pod(`${kind}-${metadata.name}`.toLowerCase(), template.metadata, { ...template.spec, volumes })];
}

const pod = (name: string, metadata: object | undefined, spec: PodSpec) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...metadata, name },
  spec,
});

async function apply(
  objects: readonly object[],
  namespace: string,
  flags: readonly string[] = ['--dry-run=server'],
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-chart-'));
  try {
    const file = path.join(folder, 'objects.yaml');
    writeFileSync(file, objects.map((it) => stringify(it)).join('---\n'));
    await kubectl([
      'create',
      ...flags,
      '--output',
      'name',
      '--namespace',
      namespace,
      '--filename',
      file,
    ]).catch((error: unknown) => {
      throw new CheckError(refusalsIn(String(error)));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What was refused, without what was taken. */
const refusalsIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => /error|forbidden|invalid|refused/i.test(line))
    .join('\n');

const kubectl = (args: readonly string[]) => output('kubectl', args);
