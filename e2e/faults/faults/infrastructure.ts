import { mkdirSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { timely, type Fault, type Scene } from './fault.ts';
import { CONSUMERS, OUTBOXES } from '../world/observable.ts';
import { pause } from './processes.ts';

const LONGER_THAN_ANY_LAG_MS = 60_000;

/** Broker, database and scheduler die, stall or forget. */
export const infrastructure: readonly Fault[] = [
  {
    id: 'K3',
    title: 'kill the broker for 10 s, then stop it in an orderly way',
    happen: async (scene) => {
      const { process } = scene.world.stack.infrastructure.kafka;
      scene.note('kill the broker');
      await process.kill();
      await delay(10_000);
      await startAgain(scene, 'kafka');
      await delay(5_000);
      scene.note('stop the broker');
      await process.stop();
      await delay(2_000);
      await startAgain(scene, 'kafka');
    },
  },
  {
    id: 'K5',
    title: 'kill PostgreSQL, then end its connections over and over',
    expects: timely,
    happen: async (scene) => {
      const { process } = scene.world.stack.infrastructure.postgres;
      scene.note('kill PostgreSQL');
      await process.kill();
      await delay(3_000);
      await startAgain(scene, 'postgres');
      await delay(3_000);
      scene.note('end all connections, ten times');
      for (let i = 0; i < 10; i += 1) {
        await endConnections(scene);
        await delay(700);
      }
    },
  },
  {
    id: 'K6',
    title: 'no free database connection for 20 s',
    happen: async (scene) => {
      scene.note('hold every connection');
      const held: pg.Client[] = [];
      await endConnections(scene);
      const end = Date.now() + 20_000;
      while (Date.now() < end) {
        const client = new pg.Client({ connectionString: scene.world.databases.adminUrl });
        client.on('error', () => undefined);
        try {
          await client.connect();
          held.push(client);
        } catch {
          await delay(100);
        }
      }
      scene.note(`give back ${held.length} connections`);
      await Promise.all(held.map((client) => client.end()));
    },
  },
  {
    id: 'K7',
    title: 'kill the scheduler while reminders are due',
    expects: timely,
    happen: async (scene) => {
      const { process } = scene.world.stack.infrastructure.scheduler;
      scene.note('kill the scheduler');
      await process.kill();
      await delay(3_000);
      await startAgain(scene, 'scheduler');
      // It does nothing until the lease of the one that died is over, 20 s later.
      await delay(20_000);
    },
  },
  {
    id: 'K8',
    title: 'the scheduler loses all its data',
    expects: timely,
    happen: async (scene) => {
      const { process } = scene.world.stack.infrastructure.scheduler;
      scene.note('kill the scheduler and remove its data');
      await process.kill();
      const { cwd } = process.spec;
      rmSync(cwd, { recursive: true, force: true });
      mkdirSync(cwd, { mode: 0o700 });
      await delay(2_000);
      await startAgain(scene, 'scheduler');
    },
  },
  {
    id: 'L1',
    title: 'the broker loses all its data, and what was published is published again',
    happen: async (scene) => {
      const { stack, databases } = scene.world;
      const since = new Date(Date.now() - LONGER_THAN_ANY_LAG_MS).toISOString();
      // Not chat-api, through whose sidecar most events are published.
      const consumers = CONSUMERS.filter((service) => service !== 'chat-api').flatMap((service) => [
        ...stack.replicas(service),
      ]);
      scene.note('stop the sidecars of consumers, so that much is published and not delivered');
      await Promise.all(consumers.map(({ daprd }) => daprd.process.stop()));
      await delay(5_000);
      const [node] = stack.infrastructure.kafka.nodes;
      scene.note('kill the broker and remove its data');
      await node?.process.kill();
      await node?.empty();
      await startAgain(scene, 'kafka');
      await Promise.all(consumers.map(({ service, index }) => stack.restart(service.name, index, 'daprd')));
      for (const database of OUTBOXES) {
        const again = await databases.number(database, 'SELECT republish_events($1)', [since]);
        scene.note(`${database}: ${again} events are published again`);
      }
    },
  },
  {
    id: 'P2',
    title: 'suspend broker, PostgreSQL or scheduler for 20 s',
    happen: async (scene) => {
      const { kafka, postgres, scheduler } = scene.world.stack.infrastructure;
      await pause(scene, scene.random.of([kafka, postgres, scheduler]).process, 20_000);
    },
  },
];

async function startAgain({ world, note }: Scene, part: 'kafka' | 'postgres' | 'scheduler'): Promise<void> {
  const { [part]: started } = world.stack.infrastructure;
  started.process.start();
  await started.ready();
  note(`${part} is back`);
}

async function endConnections({ world }: Scene): Promise<void> {
  await world.databases.query(
    'postgres',
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
  );
}
