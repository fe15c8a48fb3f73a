import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Held while migrating, so that of several starting replicas one applies and the others wait. */
const LOCK = 7_222_017;

/** The table that Prisma's own command keeps, so that either may be used. */
const HISTORY = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/** A migration on disk differs from the one that was applied. */
export class MigrationChangedError extends Error {
  constructor(name: string) {
    super(
      `Migration ${name} was applied with other content. Restore the file; put the change in a new migration.`,
    );
  }
}

/**
 * Applies the migrations of a Prisma folder (`migrations/<name>/migration.sql`) in the order of their names, each
 * in a transaction with its history row, so that a killed run is simply run again. Needs no engine of Prisma.
 * @param directory the folder that holds `migrations/`
 * @returns names of the migrations that were applied now
 * @throws MigrationChangedError
 */
export async function migrate(connectionString: string, directory: string): Promise<string[]> {
  const client = new Client({ connectionString });
  // A connection that breaks fails the statement that runs on it; the event alone would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(HISTORY);
    const applied = await appliedMigrations(client);
    const done: string[] = [];
    for (const { name, sql, checksum } of await migrationsIn(directory)) {
      const known = applied.get(name);
      if (known === checksum) continue;
      if (known !== undefined) throw new MigrationChangedError(name);
      await apply(client, name, sql, checksum);
      done.push(name);
    }
    return done;
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function migrationsIn(directory: string): Promise<{ name: string; sql: string; checksum: string }[]> {
  const root = join(directory, 'migrations');
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(root, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function apply(client: Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // of a broken connection, the server does it
    throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
