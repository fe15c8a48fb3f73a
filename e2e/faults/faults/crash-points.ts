import { waitFor, type Replica } from '@parley/stack';
import type { Fault, Scene } from './fault.ts';
import type { Service } from './processes.ts';

/** The failpoints in the code, and the services that get there. */
const POINTS: Readonly<Record<string, readonly Service[]>> = {
  'transaction.commits': ['chat-api', 'notification', 'audit'],
  'transaction.committed': ['chat-api', 'notification', 'audit'],
  'relay.publishes': ['chat-api', 'notification'],
  'relay.published': ['chat-api', 'notification'],
  'relay.forgot': ['chat-api', 'notification'],
  'event.received': ['chat-api', 'notification', 'recurring-task', 'realtime'],
  'event.handled': ['chat-api', 'notification', 'recurring-task', 'realtime'],
  'batch.received': ['audit'],
  'batch.handled': ['audit'],
  'command.received': ['chat-api'],
  'command.handled': ['chat-api'],
  'job.received': ['notification'],
  'job.handled': ['notification'],
  'alarm.sets': ['notification'],
  'alarm.set': ['notification'],
};
const TIMES = [1, 2];
const REACHED_WITHIN_MS = 45_000;

/** One death at each named point, the first and the second time a process gets there. */
export const crashPoints: readonly Fault[] = [
  {
    id: 'X1',
    title: 'die at every named point, the first and the second time',
    happen: async (scene) => {
      for (const [point, services] of Object.entries(POINTS))
        for (const service of services)
          for (const nth of TIMES) await dieAt(scene, service, `${point}:${nth}`);
    },
  },
  {
    id: 'X2',
    title: 'die at six points that the seed chooses',
    happen: async (scene) => {
      for (let i = 0; i < 6; i += 1) {
        const point = scene.random.of(Object.keys(POINTS));
        await dieAt(scene, scene.random.of(POINTS[point] ?? []), `${point}:${scene.random.of(TIMES)}`);
      }
    },
  },
];

/** Has the copies of a service die there, one after the other. @throws Error when none gets there */
export async function dieAt({ world, note }: Scene, service: Service, point: string): Promise<void> {
  const replicas = world.stack.replicas(service);
  await arm(replicas, point);
  await waitFor(`${service} to get to ${point}`, () => replicas.some(({ app }) => !app.running), {
    timeoutMs: REACHED_WITHIN_MS,
    intervalMs: 20,
  });
  note(`${service} died at ${point}`);
  // The others would die there too, later.
  await Promise.all(replicas.map(({ index }) => world.stack.restart(service, index)));
}

/** Starts copies of a service again, which die at a point. */
export async function arm(replicas: readonly Replica[], point: string): Promise<void> {
  for (const { app } of replicas) {
    await app.stop();
    app.start({ PARLEY_FAILPOINTS: point });
  }
}
