import { PrismaPg } from '@prisma/adapter-pg';
import { startPostgres, type TestPostgres } from '@parley/stack';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { PrismaClient } from './generated/prisma/client.js';

const MIGRATION = path.resolve(import.meta.dirname, '../prisma/migrations/20261121000000_init/migration.sql');

/** A PostgreSQL server of the test's own with a database that has a table `notes`, an outbox and an inbox. */
export class TestDatabase {
  private readonly clients: PrismaClient[] = [];

  private constructor(
    /** Connection string of the owner of the database. */
    readonly url: string,
    /** A session beside those under test. */
    readonly sql: pg.Client,
    private readonly server: TestPostgres,
    private readonly dir: string,
  ) {}

  /** @param durable whether commits wait for the disk; they do not when absent */
  static async start({ durable = false }: { durable?: boolean } = {}): Promise<TestDatabase> {
    const dir = await mkdtemp(path.join(tmpdir(), 'parley-test-'));
    const server = await startPostgres({ dir, durable });
    const url = await server.createDatabase('test');
    const sql = await session(url);
    await sql.query(await readFile(MIGRATION, 'utf8'));
    return new TestDatabase(url, sql, server, dir);
  }

  /** Connection string of the superuser. */
  get adminUrl(): string {
    return this.server.adminUrl;
  }

  /** A Prisma client, as one replica of a service has it; `stop` closes it. */
  client({ connections = 5 }: { connections?: number } = {}): PrismaClient {
    const client = new PrismaClient({
      adapter: new PrismaPg({ connectionString: this.url, max: connections }),
    });
    this.clients.push(client);
    return client;
  }

  /** An empty database of its own on the same server. @returns the connection string of its owner */
  emptyDatabase(name: string): Promise<string> {
    return this.server.createDatabase(name);
  }

  /** Rows of a statement of the test's own. */
  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.sql.query<Row>(text, [...values])).rows;
  }

  /** Removes every row. */
  async clear(): Promise<void> {
    await this.sql.query('TRUNCATE notes, outbox, published_events, inbox');
  }

  /** Ends every other session of the database, as a restart of the server would. */
  async endSessions(): Promise<void> {
    await this.sql.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.$disconnect()));
    await this.sql.end();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** A session of the driver, without Prisma. */
export async function session(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
