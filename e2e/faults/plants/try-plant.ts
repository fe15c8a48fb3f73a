import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { dieAt } from '../faults/crash-points.ts';
import { faults } from '../faults/index.ts';
import type { Fault } from '../faults/fault.ts';
import { run, type Result } from '../run.ts';
import { World } from '../world/world.ts';
import type { Plant } from './plants.ts';

const HOOK = fileURLToPath(new URL('plant.ts', import.meta.url));
/** What is broken on purpose does not mend. */
const RECOVERY_MS = 15_000;

/** What belongs to a plant and not to the matrix. */
const own: readonly Fault[] = [
  {
    id: 'lost-answers',
    title: 'chat-api dies after a commit and before its answer',
    happen: async (scene) => {
      for (const nth of [1, 2, 3, 4, 5, 6]) await dieAt(scene, 'chat-api', `transaction.committed:${nth}`);
    },
  },
  {
    id: 'audit-edit',
    title: 'somebody edits the audit log',
    happen: async ({ world }) => {
      await delay(5_000);
      const edit = `ALTER TABLE records DISABLE TRIGGER ALL;
        UPDATE records SET data = data || ' ' WHERE (workspace_id, seq) IN
          (SELECT workspace_id, max(seq) - 1 FROM records GROUP BY workspace_id);
        ALTER TABLE records ENABLE TRIGGER ALL`;
      await world.databases.query('audit', edit);
    },
  },
];

/** Runs the product with a planted bug. */
export async function tryPlant(plant: Plant, seed: number, say: (line: string) => void): Promise<Result> {
  const fault = [...own, ...faults].find(({ id }) => id === plant.fault);
  if (!fault) throw new Error(`There is no fault ${plant.fault}.`);
  const env = plant.edits.length === 0 ? {} : { NODE_OPTIONS: `--import=${HOOK}`, PARLEY_PLANT: plant.name };
  const world = await World.start({ replicas: 1, durable: true, env, say: () => undefined });
  try {
    for (const { database, statement } of plant.sql ?? []) await world.databases.query(database, statement);
    return await run(world, fault, { seed, people: 3, rate: 20, recoveryMs: RECOVERY_MS, say });
  } finally {
    await world.stop();
  }
}

/** Whether the checker that must find the bug did. */
export function caught({ checker }: Plant, { problems }: Result): boolean {
  return (problems[checker] ?? []).length > 0;
}
