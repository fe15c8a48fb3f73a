#!/usr/bin/env node
import { sidecarOptionsFromEnv, SidecarClient, Secrets, untilAvailable } from '@parley/dapr';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { migrate } from '../migrations/migrate.js';

/** `parley-migrate <folder of schema.prisma>`: brings the database of a service up to date. */
async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Usage: parley-migrate services/<name>/prisma');
  const directory = resolve(folder);
  const manifest = await readFile(join(directory, '..', 'service.json'), 'utf8');
  const { appId } = JSON.parse(manifest) as { appId: string };
  const sidecar = new SidecarClient(sidecarOptionsFromEnv(appId));
  const url = await untilAvailable(() => new Secrets(sidecar).get(`${appId}-database`, 'url'));
  const applied = await migrate(url, directory);
  await sidecar.onApplicationShutdown();
  console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
