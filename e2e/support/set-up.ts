import { brokers, startStack, stateStores, timedReport } from '@parley/stack';
import { installServer } from '@parley/testing/system-packages';
import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type {} from './target.ts';

const SERVICES = fileURLToPath(new URL('../../services/', import.meta.url));
const BUILT = [
  'chat-api/dist/main.js',
  'realtime/dist/main.js',
  'identity/dist/main.js',
  'audit/dist/main.js',
  'notification/dist/main.js',
  'recurring-task/dist/main.js',
  'web/dist/index.html',
];

/** Starts one stack for the whole run, on free ports and in a temporary folder, unless `E2E_URL` names one. */
export default async function setUp(): Promise<void> {
  const url = process.env['E2E_URL'];
  if (url !== undefined) {
    globalThis.parleyTarget = { url: new URL(url).origin, stack: undefined };
    return;
  }
  const missing = BUILT.filter((file) => !existsSync(path.join(SERVICES, file)));
  if (missing.length > 0)
    throw new Error(`Not built: services/${missing.join(', services/')}. Run "npm run build".`);
  const broker = choice('E2E_BROKER', brokers);
  const state = choice('E2E_STATE', stateStores);
  installServer(broker);
  installServer(state);
  const stack = await startStack({
    broker,
    state,
    dir: mkdtempSync(path.join(os.tmpdir(), 'parley-e2e-')),
    durable: false,
    replicas: { realtime: 2 },
    // Every test signs up from the same address.
    env: { SIGN_IN_RATE_PER_MINUTE: '100000', ...serviceEnv() },
    report: timedReport((line) => process.stderr.write(`${line}\n`)),
  });
  globalThis.parleyTarget = { url: stack.url, stack };
}

/** What the variable names, or the first there is. */
function choice<T extends string>(variable: string, known: readonly [T, ...T[]]): T {
  const name = process.env[variable] ?? known[0];
  const found = known.find((one) => one === name);
  if (found === undefined) throw new Error(`${variable} must be one of ${known.join(', ')}, not "${name}".`);
  return found;
}

/** The services' own environment, e.g. `E2E_SERVICE_LOG_LEVEL=debug`. */
function serviceEnv(): Record<string, string> {
  const prefix = 'E2E_SERVICE_';
  return Object.fromEntries(
    Object.entries(process.env)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value ?? '']),
  );
}
