import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startPostgres, waitFor } from '../src/index.ts';
import { startTimeOf } from '../src/process/identity.ts';
import { runningEntries } from '../src/process/ledger.ts';
import { removeTemporaryFolders, temporaryFolder } from './fixture/fixture-services.ts';

const OWNER = fileURLToPath(new URL('./fixture/owner.mjs', import.meta.url));

const owners: ChildProcess[] = [];
afterAll(() => {
  for (const child of owners) child.kill('SIGKILL');
  removeTemporaryFolders();
});

/** A process that has started PostgreSQL in `dir`, and the pid of the latter. */
async function owner(dir: string) {
  const child = spawn(process.execPath, [OWNER, dir], { stdio: ['ignore', 'pipe', 'inherit'], env: {} });
  owners.push(child);
  const line = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => {
      resolve(chunk.toString());
    });
  });
  return { child, postgres: Number(line) };
}

it('ends what it started when it is killed itself', async () => {
  const { child, postgres } = await owner(temporaryFolder());
  expect(startTimeOf(postgres)).toMatch(/\d+/);
  child.kill('SIGKILL');
  await waitFor('the end of PostgreSQL', () => startTimeOf(postgres) === undefined);
});

it('refuses to start a second time in a folder that is in use', async () => {
  const dir = temporaryFolder();
  const { child } = await owner(dir);
  await expect(startPostgres({ dir })).rejects.toThrow(`Process ${child.pid} already runs`);
  child.kill('SIGTERM');
  await waitFor('the end of PostgreSQL', () => runningEntries(`${dir}/run`).length === 0);
});

it('starts again after PostgreSQL was killed, with what was committed', async () => {
  const dir = temporaryFolder();
  const first = await startPostgres({ dir, durable: true });
  await first.createDatabase('kept');
  await first.server.process.kill('SIGKILL');
  first.server.process.start();
  await first.server.ready();
  expect(await first.createDatabase('kept')).toContain('/kept');
  await first.stop();
  expect(first.server.process.running).toBe(false);
});
