import type { Stack } from '@parley/stack';
import type { Crowd } from '../crowd.ts';
import type { Databases } from '../../support/databases.ts';
import type { DriverState } from '../load/driver-watch.ts';
import type { RunOptions } from '../options.ts';

/** What every measurement works with. */
export interface Bench {
  readonly stack: Stack;
  readonly crowd: Crowd;
  readonly databases: Databases;
  readonly options: RunOptions;
  readonly say: (line: string) => void;
}

/** One line of the table. */
export interface Figure {
  readonly row: number;
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly verdict: Verdict;
  /** Everything else, for the JSON file. */
  readonly details: Readonly<Record<string, unknown>>;
}

export type Verdict = 'met' | 'missed' | 'not reported' | 'for comparison';

export type Measurement = (bench: Bench) => Promise<Figure[]>;

/** A figure under load: when the driver was saturated it says so, and nothing else. */
export function loadFigure(
  figure: Omit<Figure, 'verdict'> & { readonly met: boolean },
  driver: DriverState,
): Figure {
  const { met, ...rest } = figure;
  const details = { ...rest.details, driver };
  if (driver.saturated !== undefined)
    return { ...rest, details, measured: driver.saturated, verdict: 'not reported' };
  return { ...rest, details, verdict: met ? 'met' : 'missed' };
}

/** How often each refusal came. */
export function countFailures(failures: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const failure of failures) {
    const text = failure.replace(/[0-9a-f-]{36}/g, '…');
    counts[text] = (counts[text] ?? 0) + 1;
  }
  return counts;
}
