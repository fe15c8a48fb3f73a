import { waitFor } from '@parley/stack';
import { setTimeout as delay } from 'node:timers/promises';
import { SkewedClock } from '../world/clock.ts';
import { Person } from '../../support/person.ts';
import type { Fault, Scene } from './fault.ts';
import { anyIndex, SERVICES } from './processes.ts';

const WORK_MS = 10_000;
const MINUTE = 60;

/** One copy of each service goes by a wrong clock; the database, the scheduler and the other copies do not. */
export const clocks: readonly Fault[] = [
  {
    id: 'C1-fast',
    title: 'the clock of a copy of each service is five minutes fast',
    needs: 'faketime',
    happen: (scene) => withClock(scene, 5 * MINUTE, () => delay(WORK_MS)),
  },
  {
    id: 'C1-slow',
    title: 'the clock of a copy of each service is five minutes slow',
    needs: 'faketime',
    happen: (scene) => withClock(scene, -5 * MINUTE, () => delay(WORK_MS)),
  },
  {
    id: 'C1-jump',
    title: 'the clock of a copy of each service jumps by an hour, and back',
    needs: 'faketime',
    happen: (scene) =>
      withClock(scene, 0, async (set) => {
        await set(60 * MINUTE);
        await delay(WORK_MS);
        await set(0);
        await delay(WORK_MS);
      }),
  },
  {
    id: 'C1-drift',
    title: 'the clock of a copy of each service is 50 s fast, then 50 s slow, and nobody is refused for it',
    needs: 'faketime',
    happen: (scene) =>
      withClock(scene, 50, async (set) => {
        await newcomers(scene);
        await delay(WORK_MS);
        await set(-50);
        await newcomers(scene);
        await delay(WORK_MS);
      }),
    expects: ({ errors }) =>
      errors['401'] === undefined ? [] : [`${errors['401']} requests with a good token got: 401`],
  },
];

/** People whose tokens are of now, and shown to each copy. */
async function newcomers({ found }: Scene): Promise<void> {
  for (let i = 0; i < 4; i += 1)
    try {
      const person = await Person.signUp();
      for (let again = 0; again < 4; again += 1) await person.changes(0);
    } catch (error) {
      found(`somebody new was refused: ${String(error)}`);
    }
}

async function withClock(
  scene: Scene,
  aheadSeconds: number,
  work: (set: (aheadSeconds: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { stack, dir } = scene.world;
  const clock = new SkewedClock(dir);
  const chosen = SERVICES.map((service) => stack.replica(service, anyIndex(scene, service)));
  const set = async (ahead: number) => {
    clock.set(ahead);
    await waitFor('the clocks to change', async () =>
      (await Promise.all(chosen.map(({ url }) => aheadOf(url)))).every((is) => Math.abs(is - ahead) < 5),
    );
    scene.note(`the clocks of ${chosen.map(({ app }) => app.name).join(', ')} are ahead by ${ahead} s`);
  };
  clock.set(aheadSeconds);
  await Promise.all(chosen.map(({ service, index }) => stack.restart(service.name, index, 'app', clock.env)));
  await set(aheadSeconds);
  await work(set);
  await Promise.all(chosen.map(({ service, index }) => stack.restart(service.name, index)));
  scene.note('all clocks are right again');
}

/** By how many seconds the clock of a service is ahead, as far as its answers tell. */
async function aheadOf(url: string): Promise<number> {
  const { headers } = await fetch(`${url}/livez`);
  return (Date.parse(headers.get('date') ?? '') - Date.now()) / 1_000;
}
