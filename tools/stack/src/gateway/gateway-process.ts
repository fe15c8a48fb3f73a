import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseEnv } from '../paths.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { accepts } from '../waiting.ts';
import type { GatewayConfig } from './gateway.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The gateway as a process of its own, so that it neither slows down nor dies with whoever started the stack. */
export class GatewayProcess {
  readonly process: ManagedProcess;
  private readonly config: GatewayConfig;

  constructor(config: GatewayConfig, dir: string, logFile: string, ledger: Ledger) {
    const file = path.join(dir, 'run', 'gateway.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(config, null, 2));
    this.config = config;
    const args = [MAIN, file];
    const env = { ...baseEnv(), NODE_ENV: 'production' };
    this.process = new ManagedProcess(
      { name: 'gateway', command: process.execPath, args, cwd: dir, env, logFile },
      ledger,
    );
  }

  async ready(): Promise<void> {
    await this.process.waitUntil(() => accepts(this.config.port));
  }
}
