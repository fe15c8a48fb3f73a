import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isSameProcess, startTimeOf } from '../process/identity.ts';

/** Runs `work` while no other process on this machine holds the same lock; a dead holder's lock is taken over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) {
    if (!heldByLiving(file)) rmSync(file, { force: true });
    else await delay(250);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid} ${startTimeOf(process.pid) ?? ''}`, { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function heldByLiving(file: string): boolean {
  try {
    const [pid, startTime] = readFileSync(file, 'utf8').split(' ');
    // An empty file belongs to a holder that is just writing it.
    return pid === undefined || startTime === undefined || isSameProcess(Number(pid), startTime);
  } catch {
    return true;
  }
}
