import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheDir, findProgram, REPOSITORY, runTool, StackError, withLock, type Report } from '@parley/stack';

const MODULE = path.join(REPOSITORY, 'tools', 'helm');
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
}

/**
 * Helm, kubeconform and helm-unittest in the versions of tools/helm/go.mod, built once and kept in the cache.
 * @throws StackError when Go is missing or the build fails
 */
export async function programs(report: Report): Promise<Programs> {
  const dir = cacheDir('helm', sourceHash());
  const found = {
    helm: path.join(dir, 'helm'),
    kubeconform: path.join(dir, 'kubeconform'),
    unittest: path.join(dir, 'helm-unittest'),
  };
  const areBuilt = () => Object.values(found).every((file) => existsSync(file));
  if (areBuilt()) return found;
  await withLock(`${dir}.lock`, async () => {
    if (!areBuilt()) await build(dir, report);
  });
  return found;
}

function sourceHash(): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${VERSIONS.join()}`);
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(path.join(MODULE, file)));
  return hash.digest('hex').slice(0, 16);
}

async function build(dir: string, report: Report): Promise<void> {
  if (findProgram('go') === undefined)
    throw new StackError(
      'The chart is checked with programs written in Go, which is missing.',
      'Install Go 1.26.',
    );
  report('building Helm, kubeconform and helm-unittest; this happens once');
  const next = `${dir}.building`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const flags = ['-trimpath', '-ldflags', ['-s', '-w', ...VERSIONS.map((it) => `-X ${it}`)].join(' ')];
  await runTool('building Helm', 'go', ['build', ...flags, '-o', next, 'tool'], {
    cwd: MODULE,
    env: { CGO_ENABLED: '0' },
    report,
    hint: 'Go needs to reach its module proxy for the first build.',
  });
  rmSync(dir, { recursive: true, force: true });
  renameSync(next, dir);
}
