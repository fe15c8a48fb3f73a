import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { faketimeLibrary } from './abilities.ts';

/** Another time for some processes, which can be set while they run. Time still passes at the same pace. */
export class SkewedClock {
  private readonly file: string;

  constructor(folder: string) {
    this.file = path.join(folder, 'clock');
    this.set(0);
  }

  /** @param aheadSeconds of the true time */
  set(aheadSeconds: number): void {
    writeFileSync(this.file, `${aheadSeconds < 0 ? '' : '+'}${aheadSeconds}`);
  }

  /** Environment of a process that shall go by this clock. */
  get env(): Record<string, string> {
    return {
      LD_PRELOAD: faketimeLibrary() ?? '',
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_CACHE_DURATION: '1',
      // Timers run by a clock that nobody sets.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }
}
