import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** Processes started from now on, and this one, run on these cores only. */
function runOn(cores: string): void {
  execFileSync('taskset', ['-apc', cores, String(process.pid)], { stdio: 'ignore' });
}

/**
 * Decides who runs where. The bars are for everything on the cores there are, so by default nobody is pinned;
 * pinned, the driver has the last core and the product the others.
 * @returns `apart`, to be called once the product runs, and a line for the report
 */
export function placement(pin: boolean): { readonly apart: () => void; readonly note: string } {
  const last = os.availableParallelism() - 1;
  if (!pin || last < 1) {
    const note = `not pinned: the driver shares ${last + 1} cores with the product; every figure includes its cost`;
    return { apart: () => undefined, note };
  }
  runOn(last === 1 ? '0' : `0-${last - 1}`);
  return {
    apart: () => {
      runOn(String(last));
    },
    note: `pinned: driver on core ${last}, product on ${last === 1 ? 'core 0' : `cores 0-${last - 1}`}`,
  };
}
