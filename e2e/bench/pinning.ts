import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** Who runs where. */
export interface Placement {
  /** To be called once the product runs: the driver moves to a core of its own. */
  readonly apart: () => void;
  /** Starts something where the product runs, also after `apart`. */
  readonly beside: <T>(start: () => Promise<T>) => Promise<T>;
  /** A line for the report. */
  readonly note: string;
}

/** Processes started from now on, and this one, run on these cores only. */
function runOn(cores: string): void {
  execFileSync('taskset', ['-apc', cores, String(process.pid)], { stdio: 'ignore' });
}

/**
 * Decides who runs where. The bars are for everything on the cores there are, so by default nobody is pinned;
 * pinned, the driver has the last core and the product the others.
 */
export function placement(pin: boolean): Placement {
  const last = os.availableParallelism() - 1;
  if (!pin || last < 1) {
    const note = `not pinned: the driver shares ${last + 1} cores with the product; every figure includes its cost`;
    return { apart: () => undefined, beside: (start) => start(), note };
  }
  const others = last === 1 ? '0' : `0-${last - 1}`;
  runOn(others);
  return {
    apart: () => {
      runOn(String(last));
    },
    beside: async (start) => {
      runOn(others);
      try {
        return await start();
      } finally {
        runOn(String(last));
      }
    },
    note: `pinned: driver on core ${last}, product on ${last === 1 ? 'core 0' : `cores ${others}`}`,
  };
}
