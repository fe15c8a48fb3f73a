import { migrate, openPool, Transactions } from '@parley/persistence';
import { startPostgres, type TestPostgres } from '@parley/stack';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { PrismaClient } from '../src/generated/prisma/client.js';
import type { NotificationTransactions } from '../src/notification-transactions.js';

/** An event in the outbox. */
export interface PublishedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The database of this service on a server of the test's own. */
export class NotificationDatabase {
  private constructor(
    readonly transactions: NotificationTransactions,
    /** Beside the service, to look and to disturb. */
    readonly admin: pg.Client,
    private readonly server: TestPostgres,
    private readonly dir: string,
  ) {}

  static async start(): Promise<NotificationDatabase> {
    const dir = await mkdtemp(path.join(tmpdir(), 'parley-notification-'));
    const server = await startPostgres({ dir });
    const url = await server.createDatabase('notification');
    await migrate(url, path.join(import.meta.dirname, '..', 'prisma'));
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const client = new PrismaClient({ adapter: openPool(url, 10) });
    return new NotificationDatabase(new Transactions(client), admin, server, dir);
  }

  /** What was written to the outbox since the last `clear`, in order. */
  async published(): Promise<PublishedEvent[]> {
    const { rows } = await this.admin.query<PublishedEvent>(
      'SELECT id, type, subject, data FROM outbox ORDER BY position',
    );
    return rows;
  }

  async clear(): Promise<void> {
    await this.admin.query('TRUNCATE task_versions, reminders, scheduler_epochs, outbox, inbox');
  }

  async stop(): Promise<void> {
    await this.admin.end();
    await this.transactions.root.$disconnect();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
