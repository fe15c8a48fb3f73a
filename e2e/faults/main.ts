import { timedReport } from '@parley/stack';
import type { Fault } from './faults/fault.ts';
import { faults } from './faults/index.ts';
import { readOptions, USAGE, type FaultOptions } from './options.ts';
import { argumentsOrUsage } from '../support/command-line.ts';
import { plants } from './plants/plants.ts';
import { caught, tryPlant } from './plants/try-plant.ts';
import { complaint, markdown, passed } from './report/table.ts';
import { run, type Result } from './run.ts';
import { isAble, moveToOwnNamespaces, WAYS } from './world/abilities.ts';
import { World } from './world/world.ts';

const say = timedReport((line) => process.stderr.write(`${line}\n`));

async function main(): Promise<void> {
  const options = argumentsOrUsage(readOptions, USAGE);
  moveToOwnNamespaces();
  const broken = options.plants ? await tryPlants(options) : await bringAbout(options);
  process.exitCode = broken > 0 ? 1 : 0;
}

/** @returns how many faults broke a guarantee */
async function bringAbout(options: FaultOptions): Promise<number> {
  const chosen = faults.filter(({ id }) => options.ids.has(id));
  const wanted = chosen.filter(({ needs }) => needs === undefined || isAble(needs));
  for (const { id, needs } of chosen)
    if (needs !== undefined && !isAble(needs)) say(`${id} is left out: it needs ${WAYS[needs]}`);
  const results: Result[] = [];
  for (const [brokers, faultsThere] of Map.groupBy(wanted, (fault) => fault.brokers ?? 1))
    results.push(...(await runIn(brokers, faultsThere, options)));
  process.stdout.write(markdown(results));
  const broken = results.filter((result) => !passed(result)).length;
  process.stdout.write(`\n${results.length - broken} passed, ${broken} failed\n`);
  return broken;
}

/** Runs faults, one after the other, in a world with so many brokers. */
async function runIn(brokers: 1 | 3, wanted: readonly Fault[], options: FaultOptions): Promise<Result[]> {
  const world = await World.start({ replicas: options.replicas, durable: true, brokers, say });
  const results: Result[] = [];
  const total = wanted.length * options.seeds.length;
  try {
    for (const seed of options.seeds)
      for (const fault of wanted) {
        say(`${results.length + 1} of ${total}: ${fault.id} with seed ${seed}: ${fault.title}`);
        const result = await run(world, fault, { ...options, seed, say });
        results.push(result);
        say(
          passed(result)
            ? `  holds: ${result.operations} operations, settled after ${result.recoverySeconds.toFixed(1)} s`
            : complaint(result),
        );
      }
  } finally {
    const keep = options.keep || results.some((result) => !passed(result));
    if (keep) say(`data, logs and histories are in ${world.dir}`);
    await world.stop({ keep });
  }
  return results;
}

/** @returns how many planted bugs no checker found */
async function tryPlants({ ids }: FaultOptions): Promise<number> {
  let missed = 0;
  const wanted = plants.filter(({ name }) => ids.has(name));
  for (const plant of wanted) {
    say(`${plant.name}, with fault ${plant.fault}`);
    const result = await tryPlant(plant, 1, say);
    const found = caught(plant, result);
    if (!found) missed += 1;
    const [example = 'nothing'] = result.problems[plant.checker] ?? [];
    process.stdout.write(
      `${found ? 'caught' : 'MISSED'}  ${plant.name}: ${plant.checker} found ${example}\n`,
    );
  }
  process.stdout.write(`\n${wanted.length - missed} passed, ${missed} failed\n`);
  return missed;
}

await main();
