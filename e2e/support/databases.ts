import pg from 'pg';

/** Direct connections to the services' databases, to fill them and to count what arrived. */
export class Databases {
  private readonly pools = new Map<string, pg.Pool>();
  readonly adminUrl: string;

  /** @param adminUrl connection string of somebody who may read them all */
  constructor(adminUrl: string) {
    this.adminUrl = adminUrl;
  }

  async query<Row extends pg.QueryResultRow>(
    database: string,
    sql: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return (await this.pool(database).query<Row>(sql, values)).rows;
  }

  /** The only number of a query with one row and one column. */
  async number(database: string, sql: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.query<Record<string, string | number | null>>(database, sql, values);
    return Number(Object.values(row ?? {})[0] ?? 0);
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    this.pools.clear();
  }

  private pool(database: string): pg.Pool {
    const known = this.pools.get(database);
    if (known) return known;
    const url = new URL(this.adminUrl);
    url.pathname = `/${database}`;
    const pool = new pg.Pool({ connectionString: url.href, max: 4 });
    // A server that ends idle connections is no error here; the next query makes a new one.
    pool.on('error', () => undefined);
    this.pools.set(database, pool);
    return pool;
  }
}
