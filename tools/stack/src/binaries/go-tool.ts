import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { cacheDir, findProgram, REPOSITORY } from '../paths.ts';
import type { Report } from '../report.ts';
import { withLock } from './lock.ts';
import { runTool } from './run-tool.ts';

/**
 * The program of the Go module `tools/<name>`, built once and kept in the cache.
 * @throws StackError when Go is missing or the build fails
 */
export async function goTool(name: string, report: Report): Promise<string> {
  const module = path.join(REPOSITORY, 'tools', name);
  const program = path.join(cacheDir(name, sourceHash(module)), name);
  if (existsSync(program)) return program;
  if (findProgram('go') === undefined)
    throw new StackError(`tools/${name} cannot be built: there is no Go.`, 'Install Go 1.26 or newer.');
  await withLock(`${path.dirname(program)}.lock`, async () => {
    if (existsSync(program)) return;
    const next = `${path.dirname(program)}.building`;
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
    const args = ['build', '-trimpath', '-ldflags', '-s -w', '-o', path.join(next, name), '.'];
    await runTool(`building ${name}`, 'go', args, {
      cwd: module,
      env: { CGO_ENABLED: '0' },
      report,
      hint: 'Go needs to reach its module proxy for the first build.',
    });
    renameSync(next, path.dirname(program));
  });
  return program;
}

function sourceHash(module: string): string {
  const sources = readdirSync(module).filter((file) => file.endsWith('.go'));
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['go.mod', 'go.sum', ...sources.sort()])
    hash.update(readFileSync(path.join(module, file)));
  return hash.digest('hex').slice(0, 16);
}
