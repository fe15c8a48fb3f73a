import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { baseEnv } from '../paths.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { run } from '../process/run.ts';
import type { Report } from '../report.ts';
import { postgresFiles, type PostgresFiles } from './postgres-files.ts';

export interface PostgresOptions {
  /** The data folder; kept, and found again by the next start. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly port: number;
  /** Password of the superuser `postgres`; must be the same at every start with the same data folder. */
  readonly password: string;
  /** False trades the promise that a commit survives a power loss for speed; for tests. True when absent. */
  readonly durable?: boolean;
  readonly ledger: Ledger;
  readonly report: Report;
}

/** A PostgreSQL server on the loopback address. */
export class Postgres {
  readonly process: ManagedProcess;
  /** Connection string of the superuser, to the database `postgres`. */
  readonly adminUrl: string;
  private readonly port: number;

  private constructor(process: ManagedProcess, options: PostgresOptions) {
    this.process = process;
    this.port = options.port;
    this.adminUrl = databaseUrl(options.port, 'postgres', options.password, 'postgres');
  }

  /** Makes the data folder when it is new and starts the server; `ready` waits for it. */
  static async start(options: PostgresOptions): Promise<Postgres> {
    const files = await postgresFiles(options.dataDir, options.report);
    if (!existsSync(path.join(files.dataDir, 'PG_VERSION'))) await initialise(files, options);
    const settings = Object.entries(serverSettings(options)).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const server = new ManagedProcess(
      {
        name: 'postgres',
        command: path.join(files.binDir, 'postgres'),
        args: ['-D', files.dataDir, ...settings],
        cwd: files.dataDir,
        env: postgresEnv(),
        logFile: options.logFile,
        stopSignal: 'SIGINT', // "fast": ends sessions instead of waiting for them
        ...(files.user === undefined ? {} : { user: files.user }),
      },
      options.ledger,
    );
    server.start();
    return new Postgres(server, options);
  }

  async ready(): Promise<void> {
    await this.process.waitUntil(() => connects(this.adminUrl));
  }

  /**
   * Makes a database owned by a role of the same name that only that role can enter; both may exist already, and the
   * role then gets this password. @returns the role's connection string
   */
  async createDatabase(name: string, password = randomBytes(24).toString('base64url')): Promise<string> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    await client.connect();
    try {
      const id = client.escapeIdentifier(name);
      const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
      const verb = role.rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(`${verb} ROLE ${id} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
      const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (database.rowCount === 0) {
        await client.query(`CREATE DATABASE ${id} OWNER ${id}`);
        await client.query(`REVOKE ALL ON DATABASE ${id} FROM PUBLIC`);
      }
    } finally {
      await client.end();
    }
    return databaseUrl(this.port, name, password, name);
  }
}

export function databaseUrl(port: number, user: string, password: string, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

async function initialise(files: PostgresFiles, options: PostgresOptions): Promise<void> {
  const passwordFile = path.join(os.tmpdir(), `parley-${randomBytes(8).toString('hex')}`);
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (files.user !== undefined) chownSync(passwordFile, files.user.uid, files.user.gid);
  const flags = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    `--pwfile=${passwordFile}`,
  ];
  // The built-in locale sorts the same on every machine.
  flags.push('--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions');
  if (options.durable === false) flags.push('--no-sync');
  try {
    const { code, output } = await run(path.join(files.binDir, 'initdb'), ['-D', files.dataDir, ...flags], {
      cwd: files.dataDir,
      env: postgresEnv(),
      user: files.user,
    });
    if (code !== 0) throw new Error(`initdb failed in ${files.dataDir}:\n${output}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function serverSettings({ port, durable = true }: PostgresOptions): Record<string, string> {
  const safe = durable ? 'on' : 'off';
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    fsync: safe,
    synchronous_commit: safe,
    full_page_writes: safe,
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
  };
}

function postgresEnv(): Record<string, string> {
  return { ...baseEnv(), LC_ALL: 'C.UTF-8' };
}

async function connects(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
