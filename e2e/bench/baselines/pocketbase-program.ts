import type { ManagedProcess, Stack } from '@parley/stack';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram } from './program.ts';

const MODULE = fileURLToPath(new URL('../../../tools/pocketbase-baseline/', import.meta.url));

/** What a commit waits for: `FULL` for the disk, as the product's do; `NORMAL`, PocketBase's own, for nothing. */
export type Synchronous = 'FULL' | 'NORMAL';

export interface PocketBaseProgram {
  readonly process: ManagedProcess;
  readonly origin: string;
  /** Where its SQLite database is. */
  readonly file: string;
  readonly superuser: { readonly identity: string; readonly password: string };
  /** `journal_mode=wal synchronous=2`, as the database says. */
  readonly durability: string;
}

/** Compiles tools/pocketbase-baseline, which takes a minute the first time, and starts it with nothing stored. */
export async function startPocketBaseProgram(
  stack: Stack,
  synchronous: Synchronous,
): Promise<PocketBaseProgram> {
  const folder = path.join(stack.dir, 'pocketbase');
  const program = path.join(folder, 'program');
  if (!existsSync(program)) {
    const env = { ...process.env, CGO_ENABLED: '0' };
    execFileSync('go', ['build', '-trimpath', '-o', program, '.'], { cwd: MODULE, env, stdio: 'inherit' });
  }
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(path.join(folder, 'data-'));
  const superuser = { identity: 'admin@example.test', password: randomUUID() };
  const env = { SQLITE_SYNCHRONOUS: synchronous };
  execFileSync(program, ['superuser', 'upsert', superuser.identity, superuser.password, '--dir', data], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const address = `127.0.0.1:${stack.infrastructure.ports.replica().http}`;
  const name = `pocketbase-${synchronous.toLowerCase()}`;
  const started = await startProgram(stack, {
    name,
    command: program,
    args: ['serve', '--http', address, '--dir', data],
    cwd: folder,
    env,
    readyUrl: `http://${address}/api/health`,
  });
  const log = readFileSync(started.logFile, 'utf8');
  const durability = /data\.db: (.*)$/m.exec(log)?.[1] ?? 'unknown';
  return {
    ...{ process: started, superuser, durability },
    origin: `http://${address}`,
    file: path.join(data, 'data.db'),
  };
}
