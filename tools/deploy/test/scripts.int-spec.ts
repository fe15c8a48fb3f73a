import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY, readServices, secretNames, startPostgres, type TestPostgres } from '@parley/stack';
import { findOrInstall } from '@parley/testing/system-packages';
import { parse } from 'yaml';

const run = promisify(execFile);
const script = (name: string) => path.join(REPOSITORY, 'tools', 'deploy', 'compose', name);
const compose = parse(readFileSync(path.join(REPOSITORY, 'docker-compose.dev.yml'), 'utf8')) as {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly environment?: Record<string, string>;
        readonly healthcheck?: { readonly test: readonly string[] };
      }
    >
  >;
};
const environmentOf = (name: string) => compose.services[name]?.environment ?? {};
const node = readServices(path.join(REPOSITORY, 'services')).filter(({ kind }) => kind === 'node');

const dir = mkdtempSync(path.join(os.tmpdir(), 'parley-compose-'));
const passwordFile = path.join(dir, 'postgres', 'password');
const databases = node.flatMap(({ appId, database }) =>
  database === undefined ? [] : [{ appId, database }],
);
let postgres: TestPostgres;

beforeAll(async () => {
  findOrInstall('postgresql-client', ['psql']);
  postgres = await startPostgres({ dir: path.join(dir, 'server') });
});

afterAll(async () => {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

function setUp(host: string) {
  const env = {
    ...process.env,
    ...environmentOf('setup'),
    DATABASE_HOST: host,
    OWNER: `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`,
    SECRETS_DIR: path.join(dir, 'secrets'),
    TOKENS_DIR: path.join(dir, 'tokens'),
    SCHEDULER_DIR: path.join(dir, 'scheduler'),
    POSTGRES_PASSWORD_FILE: passwordFile,
  };
  return run('bash', [script('setup.sh')], { env });
}

const secrets = () =>
  JSON.parse(readFileSync(path.join(dir, 'secrets', 'secrets.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
const tokens = () =>
  Object.fromEntries(
    readdirSync(path.join(dir, 'tokens')).map((name) => [
      name,
      readFileSync(path.join(dir, 'tokens', name), 'utf8'),
    ]),
  );
const host = () => new URL(postgres.adminUrl).host;

describe('setup.sh', () => {
  beforeAll(() => setUp(host()));

  it('makes every secret that a service, the broker and the state store read', () => {
    const named = [...node.flatMap(secretNames), 'pubsub', 'statestore'];
    expect(Object.keys(secrets()).sort()).toEqual([...named].sort());
    for (const value of Object.values(secrets()).flatMap((secret) => Object.values(secret)))
      expect(value.length).toBeGreaterThan(12);
  });

  it('makes two tokens for every service, none like another', () => {
    const made = tokens();
    expect(Object.keys(made).sort()).toEqual(
      node.flatMap(({ appId }) => [`${appId}.app`, `${appId}.dapr`]).sort(),
    );
    expect(new Set(Object.values(made)).size).toBe(node.length * 2);
    for (const token of Object.values(made)) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('lets only their owner read them', () => {
    for (const file of ['secrets/secrets.json', 'tokens/audit.dapr', 'secrets/databases/audit'])
      expect(statSync(path.join(dir, file)).mode & 0o777).toBe(0o600);
  });

  it('keeps at the next start what it made at the first', async () => {
    const before = { secrets: secrets(), tokens: tokens(), password: readFileSync(passwordFile, 'utf8') };
    await setUp(host());
    expect({ secrets: secrets(), tokens: tokens(), password: readFileSync(passwordFile, 'utf8') }).toEqual(
      before,
    );
  });
});

describe('databases.sh', () => {
  function makeDatabases() {
    const { hostname, port, password } = new URL(postgres.adminUrl);
    const adminPassword = path.join(dir, 'admin-password');
    writeFileSync(adminPassword, decodeURIComponent(password));
    const env = {
      ...process.env,
      ...environmentOf('databases'),
      PGHOST: hostname,
      PGPORT: port,
      SECRETS_DIR: path.join(dir, 'secrets'),
      POSTGRES_PASSWORD_FILE: adminPassword,
    };
    return run('bash', [script('databases.sh')], { env });
  }

  const ask = (url: string, question: string) => run('psql', [url, '--no-psqlrc', '-Atc', question]);
  const urlOf = (appId: string) => readFileSync(path.join(dir, 'secrets', 'databases', appId), 'utf8');

  beforeAll(async () => {
    await setUp(host());
    await makeDatabases();
  });

  it.each(databases)('makes $database, which its service owns', async ({ appId, database }) => {
    const { stdout } = await ask(
      urlOf(appId),
      "SELECT current_user, has_database_privilege(current_database(), 'CREATE')",
    );
    expect(stdout.trim()).toBe(`${database}|t`);
    expect(secrets()[`${appId}-database`]?.['url']).toBe(urlOf(appId));
  });

  it('lets no service into the database of another', async () => {
    const [own, other] = databases;
    const url = new URL(urlOf(own?.appId ?? ''));
    url.pathname = `/${other?.database ?? ''}`;
    await expect(ask(url.href, 'SELECT 1')).rejects.toThrow('permission denied for database');
  });

  it('may run again', async () => {
    await expect(makeDatabases()).resolves.toHaveProperty('stdout');
  });
});

it('gives the sidecar the tokens that its files hold', async () => {
  await setUp(host());
  const env = {
    ...process.env,
    DAPR_API_TOKEN_FILE: path.join(dir, 'tokens', 'audit.dapr'),
    APP_API_TOKEN_FILE: path.join(dir, 'tokens', 'audit.app'),
  };
  const { stdout } = await run(
    'sh',
    [script('dapr/with-tokens.sh'), 'sh', '-c', 'echo $DAPR_API_TOKEN $APP_API_TOKEN'],
    {
      env,
    },
  );
  expect(stdout.trim()).toBe(`${tokens()['audit.dapr'] ?? ''} ${tokens()['audit.app'] ?? ''}`);
});

describe.each(['web', 'audit-dapr', 'scheduler', 'audit'])('the health check of %s', (name) => {
  const healthy: Readonly<Record<string, { readonly path: string; readonly status: number }>> = {
    web: { path: '/livez', status: 200 },
    'audit-dapr': { path: '/v1.0/healthz/outbound', status: 204 },
    scheduler: { path: '/healthz', status: 200 },
    audit: { path: '/readyz', status: 200 },
  };

  /** How it ends when something that answers with `status` listens. */
  async function verdict(status: number | undefined): Promise<'well' | 'ill'> {
    const server = http.createServer((request, response) => {
      response.writeHead(request.url === healthy[name]?.path ? (status ?? 500) : 404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    if (status === undefined) server.close();
    const [, program = '', ...args] = compose.services[name]?.healthcheck?.test ?? [];
    const aimed = args.map((arg) => arg.replace(/(127\.0\.0\.1[:/])\d+/, `$1${port}`));
    const outcome = await run(program, aimed, { timeout: 10_000 }).then(
      () => 'well' as const,
      () => 'ill' as const,
    );
    server.close();
    return outcome;
  }

  it('is content with the right answer, and with no other', async () => {
    expect(await verdict(healthy[name]?.status)).toBe('well');
    expect(await verdict(503)).toBe('ill');
    expect(await verdict(undefined)).toBe('ill');
  });
});
