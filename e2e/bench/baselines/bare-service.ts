import type { ManagedProcess, Stack } from '@parley/stack';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startProgram } from './program.ts';

const FOLDER = fileURLToPath(new URL('../../../tools/bare-service/', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../../services/chat-api/prisma/migrations/', import.meta.url));

export interface BareService {
  readonly origin: string;
  readonly process: ManagedProcess;
}

/** Starts tools/bare-service on the product's PostgreSQL; it takes the tokens of the product's users. */
export async function startBareService(stack: Stack): Promise<BareService> {
  if (!existsSync(`${FOLDER}dist/main.js`))
    throw new Error('tools/bare-service is not built. Run "npm run build".');
  const { postgres, ports } = stack.infrastructure;
  const url = await postgres.createDatabase('bench_bare');
  await migrate(url);
  const { http } = ports.replica();
  const origin = `http://127.0.0.1:${http}`;
  const process = await startProgram(stack, {
    name: 'bare-service',
    command: globalThis.process.execPath,
    args: ['dist/main.js'],
    cwd: FOLDER,
    env: { PORT: String(http), DATABASE_URL: url, KEY_SET: await keySet(stack) },
    readyUrl: `${origin}/readyz`,
  });
  return { origin, process };
}

/** The product's own tables, checks and indexes; numbers of tasks come from a sequence. */
async function migrate(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const names = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of names.sort((a, b) => a.name.localeCompare(b.name)))
      await client.query(readFileSync(`${MIGRATIONS}${name}/migration.sql`, 'utf8'));
    await client.query('CREATE SEQUENCE bare_numbers');
    await client.query(`ALTER TABLE tasks ALTER number SET DEFAULT nextval('bare_numbers')`);
  } finally {
    await client.end();
  }
}

/** What identity signs with, as JSON. */
async function keySet({ url }: Stack): Promise<string> {
  const response = await fetch(`${url}/api/auth/jwks`);
  if (!response.ok) throw new Error(`GET /api/auth/jwks: ${response.status}`);
  return response.text();
}
