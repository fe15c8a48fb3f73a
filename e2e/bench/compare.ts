import { timedReport } from '@parley/stack';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { argumentsOrUsage } from '../support/command-line.ts';
import { Databases } from '../support/databases.ts';
import { stopPrograms } from './baselines/program.ts';
import { benchDir, removeBenchStack, startBenchStack } from './bench-stack.ts';
import {
  COMPARE_USAGE,
  readCompareOptions,
  type CompareOptions,
  type ComparisonName,
} from './compare-options.ts';
import { compareCreates } from './comparisons/create.ts';
import { comparePushes } from './comparisons/push.ts';
import { compareSearches } from './comparisons/search.ts';
import { compareThroughput } from './comparisons/throughput.ts';
import { compareTimers } from './comparisons/timers.ts';
import { Crowd } from './crowd.ts';
import type { Bench } from './measurements/measurement.ts';
import { placement, type Placement } from './pinning.ts';
import { comparisonMarkdown } from './report/comparison-table.ts';
import { surroundings } from './report/surroundings.ts';
import { runRounds, type Comparison, type ComparisonResult } from './rounds/comparison.ts';

const ARTIFACTS = fileURLToPath(new URL('../.artifacts/', import.meta.url));
/** Each starts its baselines beside the product. */
const OPEN: Readonly<Record<ComparisonName, (bench: Bench) => Promise<Comparison>>> = {
  create: compareCreates,
  push: comparePushes,
  throughput: compareThroughput,
  timers: compareTimers,
  search: compareSearches,
};
const say = timedReport((line) => process.stderr.write(`${line}\n`));

async function main(): Promise<void> {
  const options = argumentsOrUsage(readCompareOptions, COMPARE_USAGE);
  const placed = placement(options.pin);
  say(placed.note);
  const dir = benchDir();
  say(`starting the stack in ${dir}`);
  const { stack } = await startBenchStack(dir, say);
  const databases = new Databases(stack.infrastructure.postgres.adminUrl);
  try {
    const facts = { ...(await surroundings(stack, databases)), ...loadFacts(options, placed) };
    const crowd = await Crowd.signUp(options.people, stack.url);
    placed.apart();
    process.stdout.write(`${list(facts)}\n\n`);
    await compareAll({ stack, crowd, databases, options, say }, options, placed, facts);
    crowd.leave();
  } finally {
    await stopPrograms();
    await databases.close();
    await removeBenchStack(stack, options.keep);
  }
}

/** Each comparison with its baselines running, and only those; prints and keeps what each gave as soon as it is known. */
async function compareAll(
  bench: Bench,
  options: CompareOptions,
  { beside }: Placement,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const { comparisons, rounds } = options;
  const results: Record<string, ComparisonResult> = {};
  for (const name of comparisons) {
    say(`comparing ${name}`);
    const comparison = await beside(() => OPEN[name](bench));
    try {
      const result = await runRounds(comparison, rounds, say);
      results[name] = result;
      process.stdout.write(comparisonMarkdown(result));
      keep({ at: new Date().toISOString(), facts, options, results });
    } finally {
      await comparison.close();
    }
  }
}

function loadFacts({ rounds, seconds, warmUpSeconds, people }: CompareOptions, { note }: Placement) {
  return {
    Driver: note,
    Load: `${seconds} s each after ${warmUpSeconds} s of warm-up, ${people} users, open model`,
    Rounds:
      `${rounds}, the order of sides turned around in every other; median (least..most), ` +
      'and ratios within a round',
  };
}

function keep(run: object): void {
  mkdirSync(ARTIFACTS, { recursive: true });
  writeFileSync(`${ARTIFACTS}compare.json`, `${JSON.stringify(run, null, 2)}\n`);
}

function list(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');
}

await main();
