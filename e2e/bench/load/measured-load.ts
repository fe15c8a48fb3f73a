import { meterCost, watchIdle, type CpuCost } from './cpu.ts';
import { openLoad, type LoadResult } from './open-load.ts';
import { distributionOf, type Distribution } from './percentiles.ts';

export interface Load {
  /** Requests per second. */
  readonly rate: number;
  readonly send: (index: number, intended: number) => Promise<void>;
  /** Processes, with their descendants, whose CPU time the requests cost. */
  readonly processes: readonly number[];
  /** Waits until nothing that was asked for is still being worked on. */
  readonly settle?: () => Promise<void>;
  /** Called between the warm-up and what counts. */
  readonly begin?: () => void;
}

export interface MeasuredLoad extends LoadResult {
  readonly latency: Distribution;
  /** CPU time of the processes from the first request until everything was settled, per request answered. */
  readonly cpu: CpuCost;
}

export interface Durations {
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** Warms up, lets that settle, and measures an open load. */
export async function measuredLoad(load: Load, { seconds, warmUpSeconds }: Durations): Promise<MeasuredLoad> {
  const { rate, send, processes, settle } = load;
  await openLoad(rate, warmUpSeconds, send);
  await settle?.();
  const cost = meterCost(processes, await watchIdle(processes));
  load.begin?.();
  const result = await openLoad(rate, seconds, send);
  await settle?.();
  return { ...result, latency: distributionOf(result.times), cpu: cost(result.times.length) };
}
