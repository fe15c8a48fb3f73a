import { newId } from '@parley/kernel';
import path from 'node:path';
import { Person } from '../../support/person.ts';
import { SyncWatch } from '../world/syncs.ts';
import type { World } from '../world/world.ts';
import type { Fault, Scene } from './fault.ts';
import { familyOf } from './processes.ts';

const WRITES = 100;
/** A topic that nobody subscribes to. */
const TOPIC = 'written';

/** Nothing goes wrong, but a machine that lost power now would have kept every answer. */
export const durability: readonly Fault[] = [
  {
    id: 'F1',
    title: 'watch whether data is on the disk before it is acknowledged, by PostgreSQL and by the broker',
    needs: 'strace',
    happen: async (scene) => {
      const person = await Person.signUp();
      await watch(scene, 'postgres', (i) => person.make({ title: `written ${i}` }));
      await watch(scene, 'kafka', (i) => scene.world.sink.put(TOPIC, newId(), { written: i }));
    },
  },
];

async function watch(
  { world, note, found }: Scene,
  part: keyof Pick<World['stack']['infrastructure'], 'postgres' | 'kafka'>,
  write: (i: number) => Promise<unknown>,
): Promise<void> {
  const { process } = world.stack.infrastructure[part];
  await write(0);
  const syncWatch = await SyncWatch.over(familyOf(process), path.join(world.dir, `${part}.strace`));
  const answered: { readonly from: number; readonly to: number }[] = [];
  for (let i = 1; i <= WRITES; i += 1) {
    const from = Date.now();
    await write(i);
    answered.push({ from, to: Date.now() + 1 });
  }
  const syncs = await syncWatch.stop();
  const unsynced = answered.filter(
    ({ from, to }) => !syncs.some((sync) => sync.from >= from && sync.to <= to),
  );
  note(`${part}: ${WRITES} writes, ${syncs.length} times to the disk`);
  if (unsynced.length > 0)
    found(`${part} acknowledged ${unsynced.length} of ${WRITES} writes before they were on the disk`);
}
