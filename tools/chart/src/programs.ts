import { goTools, type Report } from '@parley/stack';

const HELM_VERSION = '3.22.0';
const VERSIONS = [
  `helm.sh/helm/v3/internal/version.version=v${HELM_VERSION}`,
  // What a chart is rendered for when nobody says otherwise; upstream's own builds set these too.
  'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1',
  'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=36',
  'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor=1',
  'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor=36',
];

/** Paths of what the chart is checked with. */
export interface Programs {
  readonly helm: string;
  readonly kubeconform: string;
  readonly unittest: string;
  readonly promtool: string;
}

/**
 * Helm, kubeconform, helm-unittest and promtool in the versions of tools/helm/go.mod and tools/promtool/go.mod, which
 * need different Kubernetes libraries; built once and kept in the cache.
 * @throws StackError when Go is missing or the build fails
 */
export async function programs(report: Report): Promise<Programs> {
  const names = ['helm', 'kubeconform', 'helm-unittest'];
  const build = { programs: names, target: 'tool', variables: VERSIONS } as const;
  const [helm = '', kubeconform = '', unittest = ''] = await goTools('helm', build, report);
  // Rules need none of the ways in which Prometheus finds its targets.
  const rules = { programs: ['promtool'], target: 'tool', variables: [], tags: ['remove_all_sd'] } as const;
  const [promtool = ''] = await goTools('promtool', rules, report);
  return { helm, kubeconform, unittest, promtool };
}
