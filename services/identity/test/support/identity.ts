import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RemoteError, type DaprClient } from '@parley/dapr';
import type { CommandDefinition } from '@parley/contracts';
import { migrate } from '@parley/persistence';
import { startPostgres, waitFor } from '@parley/stack';
import { Client } from 'pg';
import { startFakeSidecar, type Published } from './fake-sidecar.js';

/** The service as a process of its own, with a real database and a sidecar that stands in. */
export interface Identity {
  readonly url: string;
  /** What its replicas have logged so far. */
  log(): string;
  /** Security events that were published so far. */
  readonly published: readonly Published[];
  /** What other services use to call it. */
  readonly dapr: DaprClient;
  /** What the secret store says from now on to replicas that start. */
  setSecret(values: Readonly<Record<string, string>>): void;
  /** Starts a further replica on the same database. @returns its origin @throws Error with its log */
  replica(): Promise<string>;
  sql<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The newest event of this kind about this user, once it was published. */
  event(action: string, userId: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export const PUBLIC_URL = 'http://parley.test';
export const SECRET = 'not-a-secret-but-long-enough-for-tests';
const TOKEN = 'a-token-for-the-tests';
const root = path.resolve(import.meta.dirname, '../..');

/** @param env variables of the service that differ */
export async function startIdentity(env: Readonly<Record<string, string>> = {}): Promise<Identity> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'parley-identity-'));
  const postgres = await startPostgres({ dir });
  const url = await postgres.createDatabase('identity');
  await migrate(url, path.join(root, 'prisma'));
  const secrets: Record<string, Record<string, string>> = {
    'identity-database': { url },
    'identity-auth': { secret: SECRET },
  };
  const sidecar = await startFakeSidecar(secrets);
  const tokenFile = path.join(dir, 'token');
  writeFileSync(tokenFile, TOKEN);
  const database = new Client({ connectionString: url });
  await database.connect();
  const stops: (() => Promise<void>)[] = [];
  const logs: (() => string)[] = [];

  const start = async (): Promise<{ url: string; appPort: number }> => {
    const [port, appPort] = await Promise.all([freePort(), freePort()]);
    const child = spawn(process.execPath, [path.join(root, 'dist/main.js')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PORT: String(port),
        DAPR_APP_PORT: String(appPort),
        DAPR_HTTP_PORT: String(sidecar.port),
        DAPR_API_TOKEN_FILE: tokenFile,
        APP_API_TOKEN_FILE: tokenFile,
        PUBLIC_URL,
        SIGN_IN_RATE_PER_MINUTE: '1000',
        ...env,
      },
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
    logs.push(() => log);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    stops.push(async () => {
      child.kill('SIGTERM');
      await ended;
    });
    await waitFor('Starting identity', () => {
      if (child.exitCode !== null) throw new Error(`identity did not start:\n${log}`);
      return log.includes('"Ready."');
    });
    return { url: `http://127.0.0.1:${port}`, appPort };
  };

  const first = await start();
  const published = sidecar.published;
  return {
    url: first.url,
    log: () => logs.map((read) => read()).join('\n'),
    published,
    dapr: daprClientOf(first.appPort),
    setSecret: (values) => {
      secrets['identity-auth'] = values;
    },
    replica: async () => (await start()).url,
    sql: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await database.query(text, [...values])).rows as Row[],
    event: async (action, userId) => {
      const find = () =>
        published.findLast(({ data }) => data.action === action && data.userId === userId)?.data;
      await waitFor(`Publishing ${action}`, () => find() !== undefined);
      return find() as Record<string, unknown>;
    },
    stop: async () => {
      for (const stop of stops) await stop();
      await sidecar.stop();
      await database.end();
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Calls the commands of the service as its sidecar would. */
function daprClientOf(appPort: number): DaprClient {
  return {
    invoke: async (command: CommandDefinition, payload: object) => {
      const answer = await fetch(`http://127.0.0.1:${appPort}/rpc/${command.method}`, {
        method: 'POST',
        headers: { 'dapr-api-token': TOKEN, 'content-type': 'application/json' },
        body: JSON.stringify(payload),
      });
      const body = (await answer.json()) as ConstructorParameters<typeof RemoteError>[0];
      if (!answer.ok) throw new RemoteError(body);
      return body;
    },
  } as unknown as DaprClient;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
