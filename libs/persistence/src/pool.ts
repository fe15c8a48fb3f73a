import { PrismaPg } from '@prisma/adapter-pg';
import { statementNames } from './statement-names.js';

/**
 * The driver adapter that every service hands to its generated Prisma client.
 * @param max connections; with several replicas their sum must stay below the server's `max_connections`
 */
export function openPool(connectionString: string, max: number): PrismaPg {
  const pool = {
    connectionString,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // A request never waits longer than this for one statement, whatever the database does.
    statement_timeout: 15_000,
    keepAlive: true,
  };
  return new PrismaPg(pool, { statementNameGenerator: statementNames() });
}
