import type { Crowd } from '../crowd.ts';
import { measuredLoad, type Load, type MeasuredLoad } from '../load/measured-load.ts';
import { describeCost } from '../load/cpu.ts';
import { describeTimes, distributionOf } from '../load/percentiles.ts';
import { productProcesses } from '../product-processes.ts';
import { taskTitle } from '../titles.ts';
import { Consumers } from './consumers.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

export const CREATE_RATE = 100;
const COMMITS = 300;

/** The task that is made with this number, whoever makes it. */
export function benchTask(index: number): { title: string; tags: string[]; priority: string } {
  return { title: taskTitle(index), tags: ['bench'], priority: 'high' };
}

/** Makes such tasks, each in the name of whoever's turn it is. */
export function creator(crowd: Crowd): (index: number) => Promise<void> {
  return async (index) => {
    await crowd.make(index, benchTask(index));
  };
}

/** Makes tasks over the product's API or one that looks like it. */
export function createLoad(crowd: Crowd, rest: Pick<Load, 'processes' | 'settle'>): Load {
  return { rate: CREATE_RATE, send: creator(crowd), ...rest };
}

/** Makes tasks in the product; its CPU time is that of everything until the last consumer is done. */
export function measureCreates(bench: Bench): Promise<MeasuredLoad> {
  const { crowd, options, stack } = bench;
  const settle = () => new Consumers(bench).idle();
  return measuredLoad(createLoad(crowd, { processes: productProcesses(stack), settle }), options);
}

/** Row 1: creating a task over REST, from the intended start of the request to the committed answer. */
export async function measureTaskCreate(bench: Bench): Promise<Figure[]> {
  bench.say(`${CREATE_RATE} creates/s for ${bench.options.seconds} s`);
  const { latency, failures, achieved, driver, cpu } = await measureCreates(bench);
  const figure = {
    row: 1,
    what: `task create over REST at ${CREATE_RATE} requests/s`,
    bar: 'p50 <= 10 ms, p95 <= 30 ms',
    measured:
      `${describeTimes(latency)}; ${achieved}/s answered, ${failures.length} failed; ` + describeCost(cpu),
    met: latency.p50 <= 10 && latency.p95 <= 30 && failures.length === 0,
    details: { latency, achieved, offered: CREATE_RATE, cpu, failures: countFailures(failures) },
  };
  return [loadFigure(figure, driver), await commitBaseline(bench)];
}

/** What the disk asks of any commit: one small row, one connection, nothing else. */
async function commitBaseline({ databases }: Bench): Promise<Figure> {
  await databases.query('postgres', 'CREATE TABLE IF NOT EXISTS bench_commit (at timestamptz)');
  const times: number[] = [];
  for (let i = 0; i < COMMITS; i++) {
    const began = performance.now();
    await databases.query('postgres', 'INSERT INTO bench_commit VALUES (now())');
    times.push(performance.now() - began);
  }
  const latency = distributionOf(times);
  const measured = describeTimes(latency);
  const what = 'the same PostgreSQL: commit of one row';
  return { row: 1, what, bar: '', measured, verdict: 'for comparison', details: { latency } };
}
