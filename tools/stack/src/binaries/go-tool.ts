import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { cacheDir, findProgram, REPOSITORY } from '../paths.ts';
import type { Report } from '../report.ts';
import { builtOnce } from './built-once.ts';
import { runTool } from './run-tool.ts';

/** What the Go module of a tool is built into. */
export interface GoBuild {
  readonly programs: readonly string[];
  /** What to build: the module's own program, or `tool` for those that its go.mod names. */
  readonly target: '.' | 'tool';
  /** Variables that the linker sets, `import/path.name=value`. */
  readonly variables: readonly string[];
  /** Build tags. */
  readonly tags?: readonly string[];
}

/**
 * The program of the Go module `tools/<name>`, built once and kept in the cache.
 * @throws StackError when Go is missing or the build fails
 */
export async function goTool(name: string, report: Report): Promise<string> {
  const [program = ''] = await goTools(name, { programs: [name], target: '.', variables: [] }, report);
  return program;
}

/** The same for a module of several programs. @returns their paths, in the order of `programs` */
export function goTools(
  name: string,
  { programs, target, variables, tags = [] }: GoBuild,
  report: Report,
): Promise<string[]> {
  const module = path.join(REPOSITORY, 'tools', name);
  return builtOnce(cacheDir(name, sourceHash(module, [...variables, ...tags])), programs, async (folder) => {
    if (findProgram('go') === undefined)
      throw new StackError(`tools/${name} cannot be built: there is no Go.`, 'Install Go 1.26 or newer.');
    report(`building ${programs.join(', ')}; this happens once`);
    const flags = ['-s', '-w', ...variables.map((variable) => `-X ${variable}`)].join(' ');
    // Into a folder, where each program has a name of its own.
    const output = target === 'tool' ? folder : path.join(folder, name);
    const args = ['build', '-trimpath', '-tags', tags.join(), '-ldflags', flags, '-o', output, target];
    await runTool(`building ${name}`, 'go', args, {
      cwd: module,
      env: { CGO_ENABLED: '0' },
      report,
      hint: 'Go needs to reach its module proxy for the first build.',
    });
  });
}

function sourceHash(module: string, settings: readonly string[]): string {
  const sources = readdirSync(module).filter((file) => file.endsWith('.go'));
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${settings.join()}`);
  for (const file of ['go.mod', 'go.sum', ...sources.sort()])
    hash.update(readFileSync(path.join(module, file)));
  return hash.digest('hex').slice(0, 16);
}
