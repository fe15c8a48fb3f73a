import { rmSync } from 'node:fs';
import type {} from './target.ts';

/** Stops the stack of this run and removes its data, unless `E2E_KEEP` is set. */
export default async function tearDown(): Promise<void> {
  const stack = globalThis.parleyTarget?.stack;
  if (stack === undefined) return;
  await stack.stop();
  if (process.env['E2E_KEEP'] === undefined) rmSync(stack.dir, { recursive: true, force: true });
  else process.stderr.write(`Logs and data: ${stack.dir}\n`);
}
