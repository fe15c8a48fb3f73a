import { timedReport } from '@parley/stack';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { argumentsOrUsage, positive } from '../support/command-line.ts';
import { Databases } from '../support/databases.ts';
import { benchDir, removeBenchStack, startBenchStack } from './bench-stack.ts';
import { Crowd } from './crowd.ts';
import type { Distribution } from './load/percentiles.ts';
import type { Bench } from './measurements/measurement.ts';
import { RUN_ARGUMENTS, RUN_USAGE, runOptions, type RunOptions } from './options.ts';
import { placement } from './pinning.ts';
import { surroundings } from './report/surroundings.ts';
import { measureRates, measureSize, type Size } from './sizing/measure-size.ts';
import { sizingMarkdown } from './sizing/table.ts';

const ARTIFACTS = fileURLToPath(new URL('../.artifacts/', import.meta.url));
const USAGE = `npm run sizing -w e2e -- [--replicas 1,2,3] [--rate 30] [--rates 10,25,50,75,100] [--seconds 60] [--pin] [--keep]

  --replicas copies of every service, one stack after the other
  --rate     creates per second, few enough that nothing waits
  --rates    creates per second at which their time is measured, with the first number of replicas
${RUN_USAGE}`;
const say = timedReport((line) => process.stderr.write(`${line}\n`));

interface SizingOptions extends RunOptions {
  readonly replicas: readonly number[];
  readonly rate: number;
  readonly rates: readonly number[];
}

function readOptions(args: readonly string[]): SizingOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      replicas: { type: 'string', default: '1,2,3' },
      rate: { type: 'string', default: '30' },
      rates: { type: 'string', default: '10,25,50,75,100' },
      ...RUN_ARGUMENTS,
    },
  });
  const numbers = (name: string, text: string) => text.split(',').map((one) => positive(name, one));
  return {
    ...runOptions(values),
    replicas: numbers('--replicas', values.replicas),
    rate: positive('--rate', values.rate),
    rates: numbers('--rates', values.rates),
  };
}

async function main(): Promise<void> {
  const options = argumentsOrUsage(readOptions, USAGE);
  const sizes: Size[] = [];
  let rates: ReadonlyMap<number, Distribution> = new Map();
  let facts: Readonly<Record<string, string>> = {};
  for (const [index, replicas] of options.replicas.entries()) {
    await withStack(options, replicas, async (bench) => {
      sizes.push(await measureSize(bench, replicas, options.rate));
      if (index > 0) return;
      facts = await surroundings(bench.stack, bench.databases);
      rates = await measureRates(bench, options.rates);
    });
    mkdirSync(ARTIFACTS, { recursive: true });
    const found = { at: new Date().toISOString(), facts, options, sizes, rates: [...rates] };
    writeFileSync(`${ARTIFACTS}sizing.json`, `${JSON.stringify(found, null, 2)}\n`);
  }
  process.stdout.write(sizingMarkdown(sizes, rates, options.rate));
  for (const [name, value] of Object.entries(facts)) process.stdout.write(`- ${name}: ${value}\n`);
}

async function withStack(
  options: SizingOptions,
  replicas: number,
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  say(`${replicas} of every service`);
  const { apart, note } = placement(options.pin);
  const { stack } = await startBenchStack(benchDir(), say, replicas);
  const databases = new Databases(stack.infrastructure.postgres.adminUrl);
  try {
    say(note);
    const crowd = await Crowd.signUp(options.people, stack.url);
    apart();
    await work({ stack, crowd, databases, options, say });
    crowd.leave();
  } finally {
    await databases.close();
    await removeBenchStack(stack, options.keep);
  }
}

await main();
