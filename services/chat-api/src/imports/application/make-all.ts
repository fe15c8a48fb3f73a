import type { Import } from '../domain/import.js';

/** Makes what an import is to make, within the running transaction: all of it is there afterwards, or nothing. */
export abstract class MakeAll {
  /** Numbers for its tasks; locks the user's counters, so that it has a transaction of its own. @returns the first */
  abstract reserveNumbers(one: Import): Promise<number>;
  /** @returns how many tasks were made; those that are there already are not made again */
  abstract execute(one: Import, firstNumber: number, now: Date): Promise<number>;
}
