import { waitFor } from '@parley/stack';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Scene } from './fault.ts';

const TOPIC = 'task-events';
const AWAY_MS = 10_000;
const BETWEEN_MS = 3_000;

type Node = Scene['world']['stack']['infrastructure']['kafka']['nodes'][number];

/** Of three brokers some die. */
export const clusters: readonly Fault[] = [
  {
    id: 'K4',
    title:
      'of three brokers kill the leader; then two; then all, and start the one first that is dead longest',
    kafkaNodes: 3,
    happen: async (scene) => {
      const { kafka } = scene.world.stack.infrastructure;
      const { nodes } = kafka;
      const leader = nodes[(await scene.world.broker.leaderOf(TOPIC)) - 1] as Node;
      await killed(scene, [leader]);
      await started(scene, [leader]);
      const first = scene.random.whole(0, nodes.length - 1);
      const all = [...nodes.slice(first), ...nodes.slice(0, first)];
      const two = all.slice(1);
      await killed(scene, two);
      await started(scene, two);
      await killed(scene, all);
      await started(scene, all);
    },
  },
];

/** Kills nodes one after the other, and waits. */
async function killed({ note }: Scene, nodes: readonly Node[]): Promise<void> {
  for (const { process } of nodes) {
    note(`kill ${process.name}`);
    await process.kill();
    await delay(BETWEEN_MS);
  }
  await delay(AWAY_MS);
}

/** Starts nodes one after the other, and waits until every message is on each again. */
async function started({ world, note }: Scene, nodes: readonly Node[]): Promise<void> {
  for (const { process } of nodes) {
    note(`start ${process.name}`);
    process.start();
    await delay(BETWEEN_MS);
  }
  await Promise.all(nodes.map((node) => node.ready()));
  await waitFor('the brokers to agree', () => world.broker.isInSync(TOPIC).catch(() => false), {
    timeoutMs: 120_000,
    intervalMs: 500,
  });
  note('every broker has every message');
}
