import { startStack, timedReport, type Stack } from '@parley/stack';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import '../support/target.ts';

const SERVICES = fileURLToPath(new URL('../../services/', import.meta.url));
const NAMES = ['chat-api', 'realtime', 'identity', 'audit', 'notification', 'recurring-task'];

/** Set so high that the product's limits per user do not answer in its place. */
const LIMITS = { API_REQUESTS_PER_10S: '1000000', SIGN_IN_RATE_PER_MINUTE: '100000' };

export interface TimedStack {
  readonly stack: Stack;
  /** Seconds from nothing running to everything ready. */
  readonly seconds: number;
}

/** A folder of this run's own. */
export function benchDir(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'parley-bench-'));
}

/** Starts the whole product on free ports, as durable as in production. */
export async function startBenchStack(
  dir: string,
  say: (line: string) => void,
  copies = 1,
): Promise<TimedStack> {
  const missing = NAMES.filter((name) => !existsSync(path.join(SERVICES, name, 'dist', 'main.js')));
  if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run "npm run build".`);
  const began = performance.now();
  const replicas = Object.fromEntries(NAMES.map((name) => [name, copies]));
  const stack = await startStack({ dir, durable: true, env: LIMITS, replicas, report: timedReport(say) });
  globalThis.parleyTarget = { url: stack.url, stack };
  return { stack, seconds: (performance.now() - began) / 1_000 };
}

/** Stops the product and removes what it stored. */
export async function removeBenchStack(stack: Stack, keep: boolean): Promise<void> {
  const { cwd } = stack.infrastructure.postgres.process.spec;
  await stack.stop();
  if (keep) return;
  rmSync(cwd, { recursive: true, force: true });
  rmSync(stack.dir, { recursive: true, force: true });
}
