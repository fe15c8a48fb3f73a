import type { Databases } from './databases.ts';
import { newSecret, secretOf, setSecret } from './own-secrets.ts';

/** How a service or a component finds its database: the secret that has its address. */
export interface DatabaseAddress {
  readonly database: string;
  readonly secret: string;
  readonly key: string;
}

/**
 * A database's two roles, of which one is in use: a role has one password, so a new one comes with the other role, as
 * docs/operate/rotate.md says. The first owns everything; the second acts as the first.
 */
export class RolePair {
  private readonly databases: Databases;
  private readonly address: DatabaseAddress;

  constructor(databases: Databases, address: DatabaseAddress) {
    this.databases = databases;
    this.address = address;
  }

  /** Makes the second role and gives its address out. @returns the address */
  async useSecond(): Promise<string> {
    const { database } = this.address;
    const password = newSecret();
    await this.admin(`CREATE ROLE ${database}_2 LOGIN PASSWORD '${password}' IN ROLE ${database}`);
    await this.admin(`ALTER ROLE ${database}_2 SET role = '${database}'`);
    return this.giveOut(`${database}_2`, password);
  }

  /** Gives the first role a new password and its address out. */
  async useFirst(): Promise<void> {
    const { database } = this.address;
    const password = newSecret();
    await this.admin(`ALTER ROLE ${database} PASSWORD '${password}'`);
    this.giveOut(database, password);
  }

  /** Ends every connection of the second role, and the role. */
  async dropSecond(): Promise<void> {
    const role = `${this.address.database}_2`;
    await this.admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`);
    await this.admin(`DROP ROLE ${role}`);
  }

  /** The roles that are connected, but for the administrator. */
  async inUse(): Promise<string[]> {
    const { database } = this.address;
    const rows = await this.databases.query<{ usename: string }>(
      'postgres',
      "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = $1 AND usename <> 'postgres'",
      [database],
    );
    return rows.map(({ usename }) => usename);
  }

  private admin(sql: string): Promise<unknown> {
    return this.databases.query('postgres', sql);
  }

  private giveOut(role: string, password: string): string {
    const { secret, key } = this.address;
    const url = new URL(secretOf(secret, key));
    url.username = role;
    url.password = password;
    setSecret(secret, { [key]: url.href });
    return url.href;
  }
}
