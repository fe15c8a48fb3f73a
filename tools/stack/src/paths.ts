import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** Where the local stack keeps its data; PARLEY_DIR names another folder, e.g. for a second stack. */
export const DEFAULT_DIR = path.resolve(process.env['PARLEY_DIR'] ?? path.join(REPOSITORY, '.parley'));

/** Downloads and builds that survive a fresh checkout. */
export function cacheDir(...parts: string[]): string {
  const root = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(root, 'parley', ...parts);
}

/** The first of these programs that PATH or one of `extraDirs` has. */
export function findProgram(name: string, extraDirs: readonly string[] = []): string | undefined {
  const dirs = [...(process.env['PATH'] ?? '').split(path.delimiter), ...extraDirs].filter(
    (dir) => dir !== '',
  );
  return dirs.map((dir) => path.join(dir, name)).find((file) => existsSync(file));
}

/** What every child process gets; anything else it needs is given to it by name. */
export function baseEnv(): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: process.env['HOME'] ?? os.homedir(),
    TMPDIR: os.tmpdir(),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
}
