import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { cacheDir, findProgram, REPOSITORY } from '../paths.ts';
import type { Report } from '../report.ts';
import { builtOnce } from './built-once.ts';
import { patches, writeOverlay } from './dapr-patches.ts';
import { runTool } from './run-tool.ts';

export interface DaprBinaries {
  readonly daprd: string;
  readonly scheduler: string;
}

export const DAPR_VERSION = '1.18.3';
const REACH = 'Go needs to reach its module proxy for the first build; see tools/dapr-runtime/README.md.';
const MODULE = path.join(REPOSITORY, 'tools', 'dapr-runtime');

/**
 * The Dapr sidecar and scheduler: those of this version on PATH or in the Dapr CLI's folder, else built from source
 * once and kept in the cache. @throws StackError when Go is missing or the build fails
 */
export async function daprBinaries(report: Report): Promise<DaprBinaries> {
  const installed = installedDapr();
  if (installed !== undefined) return installed;
  const names = ['daprd', 'scheduler'];
  const [daprd = '', scheduler = ''] = await builtOnce(cacheDir('dapr', sourceHash()), names, (folder) =>
    build(folder, report),
  );
  return { daprd, scheduler };
}

function installedDapr(): DaprBinaries | undefined {
  const daprd = findProgram('daprd', [path.join(os.homedir(), '.dapr', 'bin')]);
  if (daprd === undefined || !isThisVersion(daprd)) return undefined;
  // The scheduler cannot tell its version, so only the one beside a daprd that can is trusted.
  const scheduler = path.join(path.dirname(realpathSync(daprd)), 'scheduler');
  return existsSync(scheduler) ? { daprd, scheduler } : undefined;
}

function isThisVersion(file: string): boolean {
  try {
    const out = execFileSync(file, ['--version'], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.trim() === DAPR_VERSION;
  } catch {
    return false;
  }
}

function sourceHash(): string {
  const sources = readdirSync(path.join(MODULE, 'daprd')).filter((name) => name.endsWith('.go'));
  const files = ['go.mod', 'go.sum', ...sources.sort().map((name) => path.join('daprd', name))];
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${JSON.stringify(patches)}`);
  for (const file of files) hash.update(readFileSync(path.join(MODULE, file)));
  return hash.digest('hex').slice(0, 16);
}

async function build(folder: string, report: Report): Promise<void> {
  if (findProgram('go') === undefined) {
    throw new StackError(
      `Dapr ${DAPR_VERSION} is not installed and cannot be built: there is no Go.`,
      'Install Go 1.26 or newer, or the Dapr CLI ("dapr init --slim" puts daprd and scheduler into ~/.dapr/bin).',
    );
  }
  report(`building Dapr ${DAPR_VERSION} from source; this happens once and takes about three minutes`);
  await runTool('fetching Dapr', 'go', ['mod', 'download', 'github.com/dapr/components-contrib'], {
    cwd: MODULE,
    report,
    hint: REACH,
  });
  const flags = [
    '-overlay',
    await writeOverlay(path.join(folder, 'patched'), MODULE),
    '-trimpath',
    '-ldflags',
    `-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=${DAPR_VERSION}`,
  ];
  for (const [name, target] of [
    ['scheduler', 'github.com/dapr/dapr/cmd/scheduler'],
    ['daprd', './daprd'],
  ] as const) {
    await runTool(`building ${name}`, 'go', ['build', ...flags, '-o', path.join(folder, name), target], {
      cwd: MODULE,
      env: { CGO_ENABLED: '0' },
      report,
      hint: REACH,
    });
  }
}
