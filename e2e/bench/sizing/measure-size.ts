import { setTimeout as delay } from 'node:timers/promises';
import { openLoad } from '../load/open-load.ts';
import { distributionOf, round, type Distribution } from '../load/percentiles.ts';
import { Consumers } from '../measurements/consumers.ts';
import type { Bench } from '../measurements/measurement.ts';
import { creator } from '../measurements/task-create.ts';
import { measureCommands } from '../measurements/throughput.ts';
import { memoryOfParts, meterParts, partsOf } from './parts.ts';

const IDLE_MS = 10_000;

/** What one part needs. */
export interface PartSize {
  readonly name: string;
  /** With nothing to do: percent of one core, and MB. */
  readonly idleCpu: number;
  readonly idleMemory: number;
  /** CPU time in ms per task created, above idle. */
  readonly cpuPerTask: number;
}

/** What a number of replicas of every service needs and gives. */
export interface Size {
  readonly replicas: number;
  readonly parts: readonly PartSize[];
  /** Time of a create at the rate of the measurement, in ms. */
  readonly latency: Distribution;
  /** Commands per minute until every consumer was done, when more are offered than that. */
  readonly perMinute: number;
  readonly doubts: readonly string[];
}

/** Measures parts with nothing to do, at a rate that leaves time, and at more than they can do. */
export async function measureSize(bench: Bench, replicas: number, rate: number): Promise<Size> {
  const { stack, crowd, options, say } = bench;
  const parts = partsOf(stack);
  const create = creator(crowd);
  await openLoad(rate, options.warmUpSeconds, create);
  const consumers = new Consumers(bench);
  await consumers.idle();

  const idle = meterParts(parts);
  await delay(IDLE_MS);
  const idleSpent = idle();
  const memory = memoryOfParts(parts);

  say(`${rate} creates/s for ${options.seconds} s`);
  const meter = meterParts(parts);
  const began = performance.now();
  const load = await openLoad(rate, options.seconds, create);
  await consumers.idle();
  const spent = meter();
  const lasted = performance.now() - began;

  await crowd.renew();
  const { perMinute, lost, failures } = await measureCommands(bench);
  const refused = load.failures.length + failures.length;
  return {
    replicas,
    parts: parts.map(({ name }, index) => {
      const perMs = (idleSpent[index] ?? 0) / IDLE_MS;
      return {
        name,
        idleCpu: round(perMs * 100),
        idleMemory: memory[index] ?? NaN,
        cpuPerTask: round(Math.max(0, (spent[index] ?? 0) - perMs * lasted) / load.times.length),
      };
    }),
    latency: distributionOf(load.times),
    perMinute,
    doubts: [
      ...(load.driver.saturated === undefined ? [] : [load.driver.saturated]),
      ...(refused > 0 ? [`${refused} refused`] : []),
      ...(lost > 0 ? [`${lost} lost`] : []),
    ],
  };
}

/** What a create takes at each of several rates, with one replica: where waiting begins. */
export async function measureRates(
  { crowd, options, say }: Bench,
  rates: readonly number[],
): Promise<ReadonlyMap<number, Distribution>> {
  const found = new Map<number, Distribution>();
  for (const rate of rates) {
    await crowd.renew();
    say(`${rate} creates/s for ${options.seconds} s`);
    const { times } = await openLoad(rate, options.seconds, creator(crowd));
    found.set(rate, distributionOf(times));
  }
  return found;
}
