import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { distributionOf, round } from './percentiles.ts';

/** How the load generator itself fared; above these limits it measures itself. */
export interface DriverState {
  /** Share of the time in which its event loop was busy, 0..1. */
  readonly busy: number;
  /** Milliseconds by which requests left later than intended. */
  readonly dispatchLagP95: number;
  /** 99th percentile of the event loop's delay beyond its sampling interval, milliseconds. */
  readonly loopDelayP99: number;
  /** Why figures of this run do not count. */
  readonly saturated?: string;
}

const MAX_BUSY = 0.8;
const MAX_DISPATCH_LAG_MS = 10;
const RESOLUTION_MS = 5;

/** Watches the driver from now on. @returns a function that ends the watch */
export function watchDriver(): (dispatchLags: readonly number[]) => DriverState {
  const before = performance.eventLoopUtilization();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return (dispatchLags) => {
    delay.disable();
    const busy = round(performance.eventLoopUtilization(before).utilization);
    const dispatchLagP95 = dispatchLags.length === 0 ? 0 : distributionOf(dispatchLags).p95;
    const loopDelayP99 = round(Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS));
    const state = { busy, dispatchLagP95, loopDelayP99 };
    if (busy > MAX_BUSY) return { ...state, saturated: `driver busy ${Math.round(busy * 100)} %` };
    if (dispatchLagP95 > MAX_DISPATCH_LAG_MS)
      return { ...state, saturated: `driver ${dispatchLagP95} ms behind its schedule (p95)` };
    return state;
  };
}
