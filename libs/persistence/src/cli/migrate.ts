#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { migrate } from '../migrations/migrate.js';
import { databaseUrl } from './database-url.js';

/** `parley-migrate <folder of schema.prisma>`: brings the database of a service up to date. */
async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Usage: parley-migrate services/<name>/prisma');
  const directory = resolve(folder);
  const manifest = await readFile(resolve(directory, '../service.json'), 'utf8');
  const { appId } = JSON.parse(manifest) as { appId: string };
  const applied = await migrate(await databaseUrl(appId, process.env), directory);
  console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`);
}

main().catch((error: unknown) => {
  // A host with several addresses fails with an error per address and no message of its own.
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  console.error(errors.map((one) => (one instanceof Error ? one.message : String(one))).join('; '));
  process.exitCode = 1;
});
