import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { StackError } from '../errors.ts';
import { fallbackDataDir } from '../infrastructure/postgres-files.ts';
import { DEFAULT_DIR } from '../paths.ts';
import { Ledger } from '../process/ledger.ts';
import { StateFile } from '../state-file.ts';

/** Deletes the local data: databases, topics, jobs, secrets and logs. */
export async function reset(yes: boolean): Promise<number> {
  const running = new StateFile(DEFAULT_DIR).read();
  if (running !== undefined) {
    throw new StackError(`Parley runs at ${running.url}.`, 'End it first: npm run stack -- stop');
  }
  if (!yes && !(await confirmed(`Delete all data in ${DEFAULT_DIR}? [y/N] `))) return 1;
  if (existsSync(DEFAULT_DIR)) await new Ledger(path.join(DEFAULT_DIR, 'run')).endStale();
  for (const dir of [DEFAULT_DIR, fallbackDataDir(path.join(DEFAULT_DIR, 'postgres'))]) {
    rmSync(dir, { recursive: true, force: true });
  }
  console.log('All local data is deleted.');
  return 0;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new StackError('There is nobody to ask.', 'Add --yes to delete without asking.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}
