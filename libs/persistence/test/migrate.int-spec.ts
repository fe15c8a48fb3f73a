import { session, TestDatabase, waitFor } from '@parley/testing';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from 'pg';
import { migrate, MigrationChangedError } from '../src/index.js';

let server: TestDatabase;
let folder: string;
let url: string;
let sql: Client;
let databases = 0;

beforeAll(async () => {
  server = await TestDatabase.start();
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-migrations-'));
  databases += 1;
  url = await server.emptyDatabase(`migrations_${databases}`);
  sql = await session(url);
});

afterEach(async () => {
  await sql.end();
  await rm(folder, { recursive: true });
});

afterAll(() => server.stop());

async function given(migrations: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(migrations)) {
    await mkdir(path.join(folder, 'migrations', name), { recursive: true });
    await writeFile(path.join(folder, 'migrations', name, 'migration.sql'), text);
  }
}

const column = async (text: string) =>
  (await sql.query<{ value: string }>(text)).rows.map(({ value }) => value);
const tables = () =>
  column(
    "SELECT tablename AS value FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%' ORDER BY 1",
  );
const history = () =>
  column('SELECT migration_name AS value FROM _prisma_migrations ORDER BY started_at, migration_name');

it('applies what is new in the order of the names, and nothing twice', async () => {
  await given({
    '2_rows': "INSERT INTO people VALUES ('Ada')",
    '1_people': 'CREATE TABLE people (name text)',
  });
  expect(await migrate(url, folder)).toEqual(['1_people', '2_rows']);
  await given({ '3_more': "INSERT INTO people VALUES ('Grace')" });
  expect(await migrate(url, folder)).toEqual(['3_more']);
  expect(await migrate(url, folder)).toEqual([]);
  expect(await column('SELECT name AS value FROM people ORDER BY 1')).toEqual(['Ada', 'Grace']);
});

it('applies once when several replicas start at the same time', async () => {
  await given({
    '1_people': "CREATE TABLE people (name text); SELECT pg_sleep(0.2); INSERT INTO people VALUES ('Ada')",
  });
  const runs = await Promise.all(Array.from({ length: 4 }, () => migrate(url, folder)));
  expect(runs.flat()).toEqual(['1_people']);
  expect(await column('SELECT name AS value FROM people')).toEqual(['Ada']);
});

it('refuses a migration that was changed after it was applied, and applies none behind it', async () => {
  await given({ '1_people': 'CREATE TABLE people (name text)' });
  await migrate(url, folder);
  await given({
    '1_people': 'CREATE TABLE people (name text, age int)',
    '2_places': 'CREATE TABLE places (name text)',
  });
  await expect(migrate(url, folder)).rejects.toBeInstanceOf(MigrationChangedError);
  expect(await tables()).toEqual(['people']);
});

it('leaves nothing of a migration that fails, and applies it when it is mended', async () => {
  await given({
    '1_people': 'CREATE TABLE people (name text)',
    '2_places': 'CREATE TABLE places (x int); SELECT 1/0',
  });
  await expect(migrate(url, folder)).rejects.toThrow('Migration 2_places failed: division by zero');
  expect({ tables: await tables(), history: await history() }).toEqual({
    tables: ['people'],
    history: ['1_people'],
  });
  await given({ '2_places': 'CREATE TABLE places (x int)' });
  expect(await migrate(url, folder)).toEqual(['2_places']);
});

it('leaves nothing of a migration that cannot be noted in the history', async () => {
  const refusing = 'ALTER TABLE _prisma_migrations ADD CONSTRAINT never CHECK (false) NOT VALID';
  await given({ '1_people': `CREATE TABLE people (name text); ${refusing}` });
  await expect(migrate(url, folder)).rejects.toThrow('Migration 1_people failed');
  expect({ tables: await tables(), history: await history() }).toEqual({ tables: [], history: [] });
});

it('resumes after a run that was killed half way', async () => {
  await given({
    '1_people': 'CREATE TABLE people (name text)',
    '2_places': 'CREATE TABLE places (x int); SELECT pg_sleep(60)',
  });
  const killed = migrate(url, folder).catch((error: unknown) => error);
  await waitFor('the second migration', async () => {
    const [pid] = await column(
      "SELECT pid::text AS value FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid() AND datname = current_database()",
    );
    if (pid === undefined) return false;
    await sql.query('SELECT pg_terminate_backend($1)', [pid]);
    return true;
  });
  expect(await killed).toBeInstanceOf(Error);

  await given({ '2_places': 'CREATE TABLE places (x int)' });
  expect(await migrate(url, folder)).toEqual(['2_places']);
  expect(await tables()).toEqual(['people', 'places']);
});

it("keeps the history in Prisma's table, so that either tool may go on", async () => {
  await given({ '1_people': 'CREATE TABLE people (name text)' });
  await migrate(url, folder);
  const { rows } = await sql.query(
    'SELECT migration_name, checksum, applied_steps_count, rolled_back_at, finished_at IS NOT NULL AS finished FROM _prisma_migrations',
  );
  expect(rows).toEqual([
    {
      migration_name: '1_people',
      checksum: 'b765d15f4b286e1336459dfb23a5fb27d948b1b0bea0bd8c0fa897bd98bf925c',
      applied_steps_count: 1,
      rolled_back_at: null,
      finished: true,
    },
  ]);
});
