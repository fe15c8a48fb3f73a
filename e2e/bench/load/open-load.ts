import { setTimeout as delay } from 'node:timers/promises';
import { watchDriver, type DriverState } from './driver-watch.ts';
import { round } from './percentiles.ts';

export interface LoadResult {
  /** Milliseconds from the intended start of each request that succeeded to the end of its answer. */
  readonly times: readonly number[];
  readonly failures: readonly string[];
  /** Requests per second that were answered, from the first intended start to the last answer. */
  readonly achieved: number;
  /** `performance.now()` of the first intended start and of the last answer. */
  readonly began: number;
  readonly ended: number;
  readonly driver: DriverState;
}

/**
 * Sends requests at a fixed rate whatever becomes of those before (open model), so that a stall delays every
 * request that was due during it and shows in the figures.
 * @param send gets the number of the request and when it was meant to start (`performance.now()`)
 */
export async function openLoad(
  rate: number,
  seconds: number,
  send: (index: number, intended: number) => Promise<void>,
): Promise<LoadResult> {
  const count = Math.round(rate * seconds);
  const times: number[] = [];
  const failures: string[] = [];
  const lags: number[] = [];
  const open: Promise<void>[] = [];
  const endWatch = watchDriver();
  const began = performance.now() + 50;
  for (let index = 0; index < count; index++) {
    const intended = began + (index * 1_000) / rate;
    const early = intended - performance.now();
    if (early > 0) await delay(early);
    lags.push(performance.now() - intended);
    open.push(
      send(index, intended).then(
        () => void times.push(performance.now() - intended),
        (error: unknown) => void failures.push(error instanceof Error ? error.message : String(error)),
      ),
    );
  }
  await Promise.all(open);
  const ended = performance.now();
  const achieved = round((times.length * 1_000) / (ended - began));
  return { times, failures, achieved, began, ended, driver: endWatch(lags) };
}
