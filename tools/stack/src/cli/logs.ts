import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { DEFAULT_DIR } from '../paths.ts';

/** Prints the end of one process's logs, or of all, and goes on with what is added. */
export function logs(name: string | undefined, lines: number, follow: boolean): Promise<number> {
  const dir = path.join(DEFAULT_DIR, 'logs');
  const known = existsSync(dir) ? readdirSync(dir).filter((file) => !file.endsWith('.previous.log')) : [];
  const files = known.filter((file) => name === undefined || belongs(file, name));
  if (files.length === 0) {
    const names = known.map((file) => file.replace(/\.log$/, '')).join(', ');
    throw new StackError(
      `There is no log of "${name ?? 'anything'}" in ${dir}.`,
      `There are: ${names || 'none'}.`,
    );
  }
  const flags = ['-n', String(Number.isInteger(lines) ? lines : 50), ...(follow ? ['-F'] : [])];
  return new Promise((resolve) => {
    const tail = spawn('tail', [...flags, ...files.map((file) => path.join(dir, file))], {
      stdio: 'inherit',
    });
    process.once('SIGINT', () => tail.kill());
    tail.on('close', (code) => {
      resolve(code ?? 0);
    });
  });
}

/** `chat-api` means all its replicas, `chat-api-1` one of them, `chat-api-0.daprd` a sidecar. */
function belongs(file: string, name: string): boolean {
  const process = file.replace(/\.log$/, '');
  return process === name || process.replace(/-\d+$/, '') === name;
}
