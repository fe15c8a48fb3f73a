import { timedReport } from '@parley/stack';
import type { Fault } from './faults/fault.ts';
import { faults } from './faults/index.ts';
import { readOptions, USAGE, type FaultOptions } from './options.ts';
import { argumentsOrUsage } from '../support/command-line.ts';
import { plants } from './plants/plants.ts';
import { caught, tryPlant } from './plants/try-plant.ts';
import { complaint, markdown, passed } from './report/table.ts';
import { ResultsFile } from './report/results-file.ts';
import { run } from './run.ts';
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
  const results = new ResultsFile(options.results, faults);
  const total = wanted.length * options.seeds.length;
  const left = options.seeds.flatMap((seed) =>
    wanted.filter((fault) => !results.has(fault, seed)).map((fault) => ({ fault, seed })),
  );
  if (left.length < total) say(`${total - left.length} of ${total} are known from ${options.results}`);
  for (const [kafkaNodes, runs] of Map.groupBy(left, ({ fault }) => fault.kafkaNodes ?? 1))
    await runIn(kafkaNodes, runs, options, results);
  process.stdout.write(markdown(results.all));
  const broken = results.all.filter((result) => !passed(result)).length;
  process.stdout.write(`\n${results.all.length - broken} passed, ${broken} failed\n`);
  return broken;
}

/** Brings faults about, one after the other, in a world with so many brokers. */
async function runIn(
  kafkaNodes: 1 | 3,
  runs: readonly { readonly fault: Fault; readonly seed: number }[],
  options: FaultOptions,
  results: ResultsFile,
): Promise<void> {
  const world = await World.start({ replicas: options.replicas, durable: true, kafkaNodes, say });
  let broken = 0;
  try {
    for (const [index, { fault, seed }] of runs.entries()) {
      say(`${index + 1} of ${runs.length}: ${fault.id} with seed ${seed}: ${fault.title}`);
      const result = await run(world, fault, { ...options, seed, say });
      results.add(result);
      if (!passed(result)) broken += 1;
      say(
        passed(result)
          ? `  holds: ${result.operations} operations, settled after ${result.recoverySeconds.toFixed(1)} s`
          : complaint(result),
      );
    }
  } finally {
    const keep = options.keep || broken > 0;
    if (keep) say(`data, logs and histories are in ${world.dir}`);
    await world.stop({ keep });
  }
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
