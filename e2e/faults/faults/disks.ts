import { waitFor } from '@parley/stack';
import { setTimeout as delay } from 'node:timers/promises';
import { SmallDisk } from '../world/disk.ts';
import { noErrors, type Fault, type Observed, type Scene } from './fault.ts';
import { keepAlive } from './processes.ts';

type Part = 'postgres' | 'kafka' | 'scheduler';

const SPARE_MIB = 64;
const FULL_MS = 10_000;
const WORKS_AGAIN_MS = 5_000;

/** No space is left for one part. One that ends because of it is started again, as an orchestrator would. */
export const disks: readonly Fault[] = [
  {
    id: 'D1-database',
    title: 'the disk of PostgreSQL is full for 20 s, first for data, then for its log too',
    needs: 'disks',
    happen: (scene) =>
      whileFull(scene, 'postgres', async () => {
        await delay(FULL_MS);
        await fillLog(scene);
        await delay(FULL_MS);
      }),
    expects: refusedVisibly,
  },
  {
    id: 'D1-broker',
    title: 'the disk of the broker is full for 20 s',
    needs: 'disks',
    happen: (scene) => whileFull(scene, 'kafka', () => delay(2 * FULL_MS)),
    expects: noErrors,
  },
  {
    id: 'D1-scheduler',
    title: 'the disk of the scheduler is full for 20 s',
    needs: 'disks',
    happen: (scene) => whileFull(scene, 'scheduler', () => delay(2 * FULL_MS)),
    expects: noErrors,
  },
];

async function whileFull(scene: Scene, name: Part, work: () => Promise<void>): Promise<void> {
  const part = scene.world.stack.infrastructure[name];
  const { process } = part;
  await process.stop();
  const disk = await SmallDisk.over(process.spec.cwd, SPARE_MIB);
  process.start();
  await part.ready();
  await delay(WORKS_AGAIN_MS);
  scene.note(`fill the disk of ${name}`);
  const leave = keepAlive(scene, process);
  disk.fill();
  await work();
  disk.free();
  scene.note(`the disk of ${name} has space again`);
  await waitFor(`${name} to be back`, () => isReady(part), { timeoutMs: 60_000 });
  scene.note(`${name} is back`);
  await delay(WORKS_AGAIN_MS);
  leave();
  await process.stop();
  await disk.remove();
  process.start();
  await part.ready();
}

/** Makes PostgreSQL go through the log segments that it has, until it needs one more, which it cannot make. */
async function fillLog({ world, note }: Scene): Promise<void> {
  const segment = "SELECT pg_logical_emit_message(false, 'full', ''), pg_switch_wal()";
  for (let i = 0; i < 20; i += 1)
    try {
      await world.databases.query('postgres', segment);
    } catch (error) {
      note(`no log segment after ${i}: ${String(error)}`);
      return;
    }
}

async function isReady(part: { ready: () => Promise<void> }): Promise<boolean> {
  try {
    await part.ready();
    return true;
  } catch {
    return false; // ended once more
  }
}

/** Clients are told to come again, and with no other words. */
function refusedVisibly({ errors }: Observed): string[] {
  const { 503: refused = 0, ...others } = errors;
  return [
    ...(refused === 0 ? ['nobody was told that nothing can be written'] : []),
    ...noErrors({ errors: others }),
  ];
}
