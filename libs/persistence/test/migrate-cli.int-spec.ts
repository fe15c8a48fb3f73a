import { session, TestDatabase } from '@parley/testing';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CLI = path.resolve(import.meta.dirname, '../dist/cli/migrate.js');

let server: TestDatabase;
let url: string;
let folder: string;
let databases = 0;

beforeAll(async () => {
  server = await TestDatabase.start();
});

beforeEach(async () => {
  databases += 1;
  url = await server.emptyDatabase(`cli_${databases}`);
  folder = await mkdtemp(path.join(tmpdir(), 'parley-migrate-cli-'));
  await mkdir(path.join(folder, 'prisma/migrations/1_people'), { recursive: true });
  await writeFile(path.join(folder, 'service.json'), '{ "appId": "example" }');
  await writeFile(
    path.join(folder, 'prisma/migrations/1_people/migration.sql'),
    'CREATE TABLE people (name text)',
  );
});

afterEach(() => rm(folder, { recursive: true }));

afterAll(() => server.stop());

/** Runs the command with nothing in its environment but these variables. */
function command(env: Readonly<Record<string, string>>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, path.join(folder, 'prisma')], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: (stdout + stderr).trim() });
    });
  });
}

async function fileWith(text: string): Promise<string> {
  const file = path.join(folder, 'url');
  await writeFile(file, text);
  return file;
}

it('needs no sidecar when a file holds the address of the database', async () => {
  const env = { DATABASE_URL_FILE: await fileWith(`${url}\n`) };
  expect(await command(env)).toEqual({ code: 0, output: 'Applied 1_people.' });
  expect(await command(env)).toEqual({ code: 0, output: 'Nothing to migrate.' });
  const sql = await session(url);
  try {
    expect((await sql.query('SELECT name FROM people')).rows).toEqual([]);
  } finally {
    await sql.end();
  }
});

it('makes everything for the owner when its second role signs in, as while passwords are rotated', async () => {
  const { pathname, username: owner } = new URL(url);
  const second = Object.assign(new URL(url), { username: `${owner}_2`, password: 'second' });
  const admin = await session(Object.assign(new URL(server.adminUrl), { pathname }).href);
  try {
    await admin.query(`CREATE ROLE ${owner}_2 LOGIN PASSWORD 'second' IN ROLE ${owner}`);
    await admin.query(`ALTER ROLE ${owner}_2 SET role = '${owner}'`);
    const env = { DATABASE_URL_FILE: await fileWith(second.href) };
    expect(await command(env)).toEqual({ code: 0, output: 'Applied 1_people.' });
    const { rows } = await admin.query(
      "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    );
    expect(rows).toEqual([{ tableowner: owner }]);
  } finally {
    await admin.end();
  }
});

it('says which file is not there', async () => {
  expect(await command({ DATABASE_URL_FILE: '/nowhere/url' })).toEqual({
    code: 1,
    output: 'DATABASE_URL_FILE: /nowhere/url cannot be read (ENOENT).',
  });
});

it('does not print what it takes for no address: it may be a password', async () => {
  const file = await fileWith('hunter2-hunter2');
  expect(await command({ DATABASE_URL_FILE: file })).toEqual({
    code: 1,
    output: `DATABASE_URL_FILE: ${file} holds no address of the form postgresql://….`,
  });
});

it('asks its sidecar otherwise, and names the variable it misses', async () => {
  const missing = { code: 1, output: 'DAPR_HTTP_PORT must be a port, not "".' };
  expect(await command({})).toEqual(missing);
  expect(await command({ DATABASE_URL_FILE: '' })).toEqual(missing);
});
