import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Fault } from '../faults/fault.ts';
import type { Result } from '../run.ts';

type Line = Omit<Result, 'fault'> & { readonly fault: string };

/**
 * Results of a series that takes hours, one JSON line each: it can be interrupted and gone on with, and files of several
 * machines can be put together.
 */
export class ResultsFile {
  private readonly results: Result[] = [];
  private readonly file: string | undefined;

  /** @param file kept in memory only when absent; lines of faults that are no longer there are left out */
  constructor(file: string | undefined, faults: readonly Fault[]) {
    this.file = file;
    const text = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : '';
    for (const line of text.split('\n').filter(Boolean)) {
      const { fault: id, ...rest } = JSON.parse(line) as Line;
      const fault = faults.find((one) => one.id === id);
      if (fault) this.results.push({ ...rest, fault });
    }
  }

  get all(): readonly Result[] {
    return this.results;
  }

  has({ id }: Fault, seed: number): boolean {
    return this.results.some((result) => result.fault.id === id && result.seed === seed);
  }

  add(result: Result): void {
    this.results.push(result);
    const line: Line = { ...result, fault: result.fault.id };
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }
}
