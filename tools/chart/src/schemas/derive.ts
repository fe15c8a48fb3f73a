import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, StackError, type Report } from '@parley/stack';
import { parseAllDocuments } from 'yaml';
import { CHART, SCHEMAS } from '../paths.ts';
import { strict, type JsonSchema } from './strict.ts';

/** Where the schemas come from: Go modules, which hold the OpenAPI document and the CRDs. */
const KUBERNETES = { module: 'k8s.io/kubernetes@v1.36.3', file: 'api/openapi-spec/swagger.json' };
const DEFINITIONS = [
  { module: 'github.com/dapr/dapr@v1.18.3', folder: 'charts/dapr/crds' },
  { module: 'github.com/kedacore/keda/v2@v2.21.0', folder: 'config/crd/bases' },
  {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    folder: 'example/prometheus-operator-crd',
  },
  { module: 'sigs.k8s.io/gateway-api@v1.5.1', folder: 'config/crd/standard' },
  { module: 'github.com/external-secrets/external-secrets@v1.3.2', folder: 'config/crds/bases' },
];

interface Crd {
  readonly kind: string;
  readonly spec?: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { openAPIV3Schema: JsonSchema } }[];
  };
}

/** Writes a JSON schema for every kind in the golden renders, so that checking them needs no network. */
export async function deriveSchemas(report: Report): Promise<void> {
  const wanted = kindsRendered();
  const found = new Map<string, JsonSchema>();
  const swagger = JSON.parse(
    readFileSync(path.join(await moduleFolder(KUBERNETES.module), KUBERNETES.file), 'utf8'),
  ) as { definitions: Record<string, JsonSchema> };
  for (const definition of Object.values(swagger.definitions)) {
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
      const key = `${group === '' ? '' : `${group}/`}${version} ${kind}`;
      if (wanted.has(key)) found.set(key, strict(definition, swagger.definitions));
    }
  }
  for (const { module, folder } of DEFINITIONS) {
    const dir = path.join(await moduleFolder(module), folder);
    for (const file of readdirSync(dir).filter((name) => name.endsWith('.yaml'))) {
      for (const document of parseAllDocuments(readFileSync(path.join(dir, file), 'utf8'))) {
        const crd = document.toJS() as Crd | null;
        if (crd?.kind !== 'CustomResourceDefinition' || crd.spec === undefined) continue;
        for (const { name, schema } of crd.spec.versions) {
          const key = `${crd.spec.group}/${name} ${crd.spec.names.kind}`;
          if (wanted.has(key)) found.set(key, strict(schema.openAPIV3Schema, {}));
        }
      }
    }
  }
  const missing = [...wanted].filter((key) => !found.has(key));
  if (missing.length > 0) throw new StackError(`No schema was found for ${missing.join(', ')}.`);
  rmSync(SCHEMAS, { recursive: true, force: true });
  mkdirSync(SCHEMAS, { recursive: true });
  for (const [key, schema] of found) {
    const [apiVersion = '', kind = ''] = key.split(' ');
    writeFileSync(path.join(SCHEMAS, fileName(apiVersion, kind)), `${JSON.stringify(schema)}\n`);
  }
  report(`derived ${found.size} schemas`);
}

/** As kubeconform fills in `{{.ResourceKind}}{{.KindSuffix}}`. */
function fileName(apiVersion: string, kind: string): string {
  const [group = '', version] = apiVersion.split('/');
  const suffix = version === undefined ? group : `${group.split('.')[0] ?? ''}-${version}`;
  return `${kind.toLowerCase()}-${suffix}.json`;
}

function kindsRendered(): Set<string> {
  const golden = path.join(CHART, 'golden');
  const kinds = new Set<string>();
  for (const file of readdirSync(golden))
    for (const match of readFileSync(path.join(golden, file), 'utf8').matchAll(
      /^apiVersion: (\S+)\nkind: (\S+)/gm,
    ))
      kinds.add(`${match[1] ?? ''} ${match[2] ?? ''}`);
  return kinds;
}

async function moduleFolder(module: string): Promise<string> {
  const { code, output } = await run('go', ['mod', 'download', '-json', module], {
    cwd: '/',
    env: { ...process.env, GOFLAGS: '-mod=mod' },
  });
  const dir = /"Dir": "(.*)"/.exec(output)?.[1];
  if (code !== 0 || dir === undefined) throw new StackError(`${module} could not be fetched:\n${output}`);
  return dir;
}
