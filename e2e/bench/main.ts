import { timedReport } from '@parley/stack';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchDir, removeBenchStack, startBenchStack } from './bench-stack.ts';
import { Crowd } from './crowd.ts';
import { Databases } from '../support/databases.ts';
import type { Bench, Figure, Measurement } from './measurements/measurement.ts';
import { readMemory } from './measurements/memory.ts';
import { measureParse } from './measurements/parse.ts';
import { measurePush } from './measurements/push.ts';
import { measureReminders } from './measurements/reminders.ts';
import { measureSearch } from './measurements/search.ts';
import { measureServiceStarts, memoryFigure, wholeStartFigures } from './measurements/start-up.ts';
import { measureTaskCreate } from './measurements/task-create.ts';
import { measureThroughput } from './measurements/throughput.ts';
import { readOptions, USAGE, type BenchOptions } from './options.ts';
import { argumentsOrUsage } from '../support/command-line.ts';
import { placement } from './pinning.ts';
import { surroundings } from './report/surroundings.ts';
import { markdown } from './report/table.ts';

const ARTIFACTS = fileURLToPath(new URL('../.artifacts/', import.meta.url));
const LOADS: Readonly<Record<number, Measurement>> = {
  1: measureTaskCreate,
  2: measureThroughput,
  3: measurePush,
  4: measureReminders,
  5: measureSearch,
};
const say = timedReport((line) => process.stderr.write(`${line}\n`));

async function main(): Promise<void> {
  const options = argumentsOrUsage(readOptions, USAGE);
  const { apart, note } = placement(options.pin);
  say(note);
  const parsed = options.rows.has(6) ? await measureParse({ say }) : [];
  const onlyParse = options.rows.size === 1 && options.rows.has(6);
  const measured = onlyParse ? { figures: [], facts: {} } : await withStack(options, apart);
  const figures = [...parsed, ...measured.figures].sort((a, b) => a.row - b.row);
  const facts = {
    ...measured.facts,
    Node: process.version,
    Driver: note,
    Load: `${options.seconds} s each after ${options.warmUpSeconds} s of warm-up, ${options.people} users, open model`,
  };
  mkdirSync(ARTIFACTS, { recursive: true });
  const run = {
    at: new Date().toISOString(),
    facts,
    options: { ...options, rows: [...options.rows] },
    figures,
  };
  writeFileSync(`${ARTIFACTS}bench.json`, `${JSON.stringify(run, null, 2)}\n`);
  process.stdout.write(markdown(figures, facts));
}

async function withStack(options: BenchOptions, apart: () => void) {
  const dir = benchDir();
  say(`starting the stack in ${dir}`);
  let { stack, seconds } = await startBenchStack(dir, say);
  const figures: Figure[] = [];
  if (options.rows.has(7)) {
    const first = seconds;
    await stack.stop();
    ({ stack, seconds } = await startBenchStack(dir, say));
    figures.push(...wholeStartFigures(first, seconds));
  }
  const databases = new Databases(stack.infrastructure.postgres.adminUrl);
  try {
    const facts = await surroundings(stack, databases);
    const crowd = await Crowd.signUp(options.people, stack.url);
    const bench: Bench = { stack, crowd, databases, options, say };
    if (options.rows.has(7)) figures.push(...(await measureServiceStarts(bench)));
    apart();
    figures.push(...(await measureAll(bench, options.rows)));
    crowd.leave();
    return { figures, facts };
  } finally {
    await databases.close();
    await removeBenchStack(stack, options.keep);
  }
}

/** Each load in turn; memory before the first and after the last. */
async function measureAll(bench: Bench, asked: ReadonlySet<number>): Promise<Figure[]> {
  const { crowd, stack } = bench;
  const figures: Figure[] = [];
  const memory = asked.has(7);
  if (memory) figures.push(memoryFigure('idle', readMemory(stack)));
  const rows = Object.keys(LOADS).map(Number);
  const wanted = rows.filter((row) => asked.has(row));
  // Memory after load needs a load, even if nobody asked for its figures.
  for (const row of wanted.length === 0 && memory ? [1] : wanted) {
    await crowd.renew();
    say(`row ${row}`);
    const found = (await LOADS[row]?.(bench)) ?? [];
    for (const { what, measured, verdict } of found) say(`  ${what}: ${measured} [${verdict}]`);
    if (asked.has(row)) figures.push(...found);
  }
  if (memory) figures.push(memoryFigure('after load', readMemory(stack)));
  return figures;
}

await main();
