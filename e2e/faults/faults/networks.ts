import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../world/world.ts';
import { cut, mend } from '../world/network.ts';
import type { Fault } from './fault.ts';

type Ports = World['stack']['infrastructure']['ports']['infrastructure'];

const CUT_MS = 30_000;

function cutOff(id: string, whom: string, portsOf: (ports: Ports) => number[]): Fault {
  return {
    id,
    title: `nobody reaches ${whom} for 30 s, and nobody is told`,
    needs: 'network',
    happen: async ({ world, note }) => {
      note(`drop the packets of ${whom}`);
      cut(portsOf(world.stack.infrastructure.ports.infrastructure));
      try {
        await delay(CUT_MS);
      } finally {
        mend();
      }
      note(`${whom} can be reached again`);
    },
  };
}

/** Packets are lost. */
export const networks: readonly Fault[] = [
  cutOff('N1-broker', 'the broker', ({ kafka }) => [kafka]),
  cutOff('N1-database', 'PostgreSQL', ({ postgres }) => [postgres]),
  cutOff('N1-scheduler', 'the scheduler', ({ scheduler }) => [scheduler]),
];
