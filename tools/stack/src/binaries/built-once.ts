import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.ts';

/**
 * Programs that whoever needs them first builds, and that are kept in a folder of the cache.
 * @param build writes them into the folder it is given, which takes the place of `dir` when all are there
 * @returns their paths, in the order of `names`
 */
export async function builtOnce(
  dir: string,
  names: readonly string[],
  build: (folder: string) => Promise<void>,
): Promise<string[]> {
  const programs = names.map((name) => path.join(dir, name));
  const areBuilt = () => programs.every((program) => existsSync(program));
  if (areBuilt()) return programs;
  await withLock(`${dir}.lock`, async () => {
    if (areBuilt()) return;
    const next = `${dir}.building`;
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
    await build(next);
    rmSync(dir, { recursive: true, force: true });
    renameSync(next, dir);
  });
  return programs;
}
