import { setTimeout as delay } from 'node:timers/promises';
import { describeCost, meterCost, watchIdle, type CpuCost } from '../load/cpu.ts';
import type { DriverState } from '../load/driver-watch.ts';
import { openLoad } from '../load/open-load.ts';
import { round } from '../load/percentiles.ts';
import { productProcesses } from '../product-processes.ts';
import { taskTitle } from '../titles.ts';
import { Consumers, type Progress } from './consumers.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

/** A little above the bar of 10,000 a minute, so that it can be passed. */
const RATE = 180;
const BAR = 10_000;
const DRAIN_LIMIT_MS = 120_000;
const DAY_MS = 86_400_000;

/** What a minute's worth of commands became. */
export interface Throughput {
  /** Commands per minute, from the first command to the last effect. */
  readonly perMinute: number;
  /** Seconds from the last answer until nothing was on its way; undefined when patience ended before. */
  readonly drainedAfter: number | undefined;
  /** Tasks without a trace, over all places that must have one. */
  readonly lost: number;
  readonly failures: readonly string[];
  /** CPU time of the whole product, per command. */
  readonly cpu: CpuCost;
  readonly driver: DriverState;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Row 2: commands that every consumer has dealt with, per minute. */
export async function measureThroughput(bench: Bench): Promise<Figure[]> {
  const { perMinute, drainedAfter, lost, failures, cpu, driver, details } = await measureCommands(bench);
  const drained = drainedAfter !== undefined;
  const figure = {
    row: 2,
    what: 'commands accepted and processed by every consumer',
    bar: `>= ${BAR} per minute, nothing lost, lag 0`,
    measured:
      `${perMinute} per minute; lag ${drained ? `0 after ${drainedAfter} s` : 'left'}; ` +
      `${lost} lost, ${failures.length} refused; ${describeCost(cpu)}`,
    met: perMinute >= BAR && drained && lost === 0 && failures.length === 0,
    details,
  };
  return [loadFigure(figure, driver)];
}

/** Offers commands faster than the bar asks for and waits until all are processed. */
export async function measureCommands(bench: Bench): Promise<Throughput> {
  const { crowd, options, say } = bench;
  const ids: string[] = [];
  const create = async (index: number) => {
    // Due within the coming week, as tasks are: the alarms of those due today are set as well.
    const at = new Date(Date.now() + DAY_MS * (0.1 + ((index * 7) % 700) / 100)).toISOString();
    ids.push((await crowd.make(index, { title: taskTitle(index), reminders: [{ at }] })).id);
  };
  await openLoad(RATE, options.warmUpSeconds, create);
  const consumers = new Consumers(bench);
  await consumers.idle();
  ids.length = 0;
  const processes = productProcesses(bench.stack);
  const idle = await watchIdle(processes);
  await consumers.begin();
  say(`${RATE} commands/s for ${options.seconds} s`);
  const cost = meterCost(processes, idle);
  const { began, ended, failures, achieved, driver } = await openLoad(RATE, options.seconds, create);
  const atEnd = await consumers.progress();
  say(`accepted ${ids.length}; waiting until everything is processed`);
  const { processedAt, last } = await settled(consumers, ids.length);
  const cpu = cost(ids.length);
  const perMinute = Math.round((ids.length * 60_000) / (processedAt - began));
  const traces = await consumers.lost(ids);
  const lost = Object.values(traces).reduce((sum, count) => sum + count, 0);
  const drained = last.outboxes === 0 && last.behind === 0;
  return {
    ...{ perMinute, lost, failures, cpu, driver },
    drainedAfter: drained ? round((processedAt - ended) / 1_000) : undefined,
    details: {
      ...{
        perMinute,
        accepted: ids.length,
        achieved,
        offered: RATE,
        cpu,
        lost: traces,
        atEnd,
        last,
      },
      failures: countFailures(failures),
    },
  };
}

/** Waits until nothing is on its way. @returns when that was, or when patience ended */
async function settled(
  consumers: Consumers,
  expected: number,
): Promise<{ processedAt: number; last: Progress }> {
  const deadline = performance.now() + DRAIN_LIMIT_MS;
  for (;;) {
    const last = await consumers.progress(expected);
    const processedAt = performance.now();
    if ((last.outboxes === 0 && last.behind === 0) || processedAt > deadline) return { processedAt, last };
    await delay(100);
  }
}
