import { readdirSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@parley/stack';

export const CHARTS = path.join(REPOSITORY, 'charts');
export const CHART = path.join(CHARTS, 'parley');
export const SCHEMAS = path.join(REPOSITORY, 'tools', 'chart', 'schemas');

/** The version of Kubernetes that charts are rendered and checked for. */
export const KUBERNETES_VERSION = '1.36.0';

/** Namespace and release of every render. */
export const RELEASE = 'parley';

/** Names of the value sets, e.g. `minikube`. */
export function valueSets(): string[] {
  const suffix = '-values.yaml';
  return readdirSync(path.join(CHART, 'ci'))
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}

export const valuesFile = (set: string) => path.join(CHART, 'ci', `${set}-values.yaml`);
