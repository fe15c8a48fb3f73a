import { migrate, openPool, Transactions } from '@parley/persistence';
import { startPostgres, type TestPostgres } from '@parley/stack';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { AuditTransactions } from '../src/audit-transactions.js';
import { PrismaClient } from '../src/generated/prisma/client.js';

/** The database of this service on a server of the test's own. */
export class AuditDatabase {
  private constructor(
    readonly transactions: AuditTransactions,
    /** Superuser, as an attacker with the run of the server. */
    readonly admin: pg.Client,
    /** Connection string of the service's role. */
    readonly url: string,
    private readonly server: TestPostgres,
    private readonly dir: string,
  ) {}

  static async start(): Promise<AuditDatabase> {
    const dir = await mkdtemp(path.join(tmpdir(), 'parley-audit-'));
    const server = await startPostgres({ dir });
    const url = await server.createDatabase('audit');
    await migrate(url, path.join(import.meta.dirname, '..', 'prisma'));
    const adminUrl = new URL(server.adminUrl);
    adminUrl.pathname = '/audit';
    const admin = new pg.Client({ connectionString: adminUrl.href });
    await admin.connect();
    const client = new PrismaClient({ adapter: openPool(url, 10) });
    return new AuditDatabase(new Transactions(client), admin, url, server, dir);
  }

  /** Changes the log behind its back: takes the triggers away, runs the statement, puts them back. */
  async tamper(sql: string): Promise<void> {
    await this.admin.query('ALTER TABLE records DISABLE TRIGGER ALL');
    await this.admin.query(sql);
    await this.admin.query('ALTER TABLE records ENABLE TRIGGER ALL');
  }

  async clear(): Promise<void> {
    await this.tamper('TRUNCATE records, chain_heads, inbox');
  }

  async stop(): Promise<void> {
    await this.admin.end();
    await this.transactions.root.$disconnect();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
