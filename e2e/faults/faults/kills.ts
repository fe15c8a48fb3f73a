import { setTimeout as delay } from 'node:timers/promises';
import { noErrors, timely, type Fault } from './fault.ts';
import { anyIndex, crash, pause, SERVICES } from './processes.ts';

/** Services and sidecars die. */
export const kills: readonly Fault[] = [
  { id: 'C0', title: 'nothing goes wrong', calm: true, happen: () => delay(20_000) },
  {
    id: 'K1',
    title: 'kill one service after the other',
    expects: timely,
    happen: async (scene) => {
      for (const service of scene.random.shuffled(SERVICES)) {
        await crash(scene, service, anyIndex(scene, service), 'app', 200);
        await delay(1_500);
      }
    },
  },
  {
    id: 'K2',
    title: 'kill a sidecar for 5 s, again and again',
    expects: timely,
    happen: async (scene) => {
      for (let i = 0; i < 4; i += 1) {
        const service = scene.random.of(SERVICES);
        await crash(scene, service, anyIndex(scene, service), 'daprd', 5_000);
        await delay(1_000);
      }
    },
  },
  {
    id: 'K9',
    title: 'notification away for 30 s, its sidecar not',
    happen: async (scene) => {
      const { stack } = scene.world;
      const indexes = stack.replicas('notification').map(({ index }) => index);
      await Promise.all(indexes.map((index) => crash(scene, 'notification', index, 'app', 30_000)));
    },
  },
  {
    id: 'P1',
    title: 'suspend a service for 15 s, longer than its session with the broker',
    happen: async (scene) => {
      const service = scene.random.of(['chat-api', 'notification', 'audit', 'recurring-task'] as const);
      const replica = scene.world.stack.replica(service, anyIndex(scene, service));
      const processes = [replica.app, replica.daprd.process];
      await Promise.all(processes.map((process) => pause(scene, process, 15_000)));
    },
  },
  {
    id: 'W1',
    title: 'cut sockets at random for 20 s, and kill a replica of realtime',
    expects: timely,
    happen: async (scene) => {
      const end = Date.now() + 20_000;
      const cutting = (async () => {
        while (Date.now() < end) {
          scene.random.of(scene.sockets).cut();
          await delay(100);
        }
      })();
      await delay(5_000);
      await crash(scene, 'realtime', anyIndex(scene, 'realtime'), 'app', 3_000);
      await cutting;
    },
  },
  {
    id: 'R1',
    title: 'restart every replica in turn, in an orderly way',
    happen: async (scene) => {
      for (const service of SERVICES)
        for (const { index } of scene.world.stack.replicas(service)) {
          scene.note(`restart ${service} ${index}`);
          await scene.world.stack.restart(service, index);
        }
    },
    expects: (seen) => [...noErrors(seen), ...timely(seen)],
  },
];
