import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { isSameProcess, startTimeOf } from './identity.ts';

/** Folders in use by this process. */
const mine = new Set<string>();

/**
 * Takes a data folder for this process, so that a second start cannot end the processes of the first as left-overs.
 * @returns a function that gives it back. @throws StackError while another start has it
 */
export function claim(dir: string): () => void {
  const file = path.join(dir, 'run', 'owner');
  mkdirSync(path.dirname(file), { recursive: true });
  const [pid = '', startTime = ''] = existsSync(file) ? readFileSync(file, 'utf8').split(' ') : [];
  const held = Number(pid) === process.pid ? mine.has(dir) : isSameProcess(Number(pid), startTime);
  if (held) throw new StackError(`Process ${pid} already runs a stack with the data in ${dir}.`);
  writeFileSync(file, `${process.pid} ${startTimeOf(process.pid) ?? ''}`);
  mine.add(dir);
  return () => {
    if (mine.delete(dir)) rmSync(file, { force: true });
  };
}
