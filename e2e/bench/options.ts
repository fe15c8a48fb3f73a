import { parseArgs } from 'node:util';
import { positive } from '../support/command-line.ts';

/** How loads are made, whatever is measured with them. */
export interface RunOptions {
  /** How long each load lasts. */
  readonly seconds: number;
  /** Load before each measurement that is not counted, so that code is compiled and caches are warm. */
  readonly warmUpSeconds: number;
  /** Put the driver on the last core and the product on the others. */
  readonly pin: boolean;
  /** Leave data and logs behind. */
  readonly keep: boolean;
  /** How many people share the load. */
  readonly people: number;
}

export interface BenchOptions extends RunOptions {
  /** Rows of the table to measure. */
  readonly rows: ReadonlySet<number>;
}

export const RUN_USAGE = `  --seconds  length of each load; below 60 for a quick look, not for figures to publish
  --people   how many users share the load
  --pin      the driver on the last core, the product on the others
  --keep     leave data and logs in the temporary folder`;

export const USAGE = `npm run bench -w e2e -- [--only 1,3] [--seconds 60] [--people 20] [--pin] [--keep]

  --only     rows to measure: 1 create, 2 throughput, 3 push, 4 reminders, 5 search, 6 parse, 7 start and memory
${RUN_USAGE}`;

/** For `parseArgs`. */
export const RUN_ARGUMENTS = {
  seconds: { type: 'string', default: '60' },
  people: { type: 'string', default: '20' },
  pin: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
} as const;

/** @throws Error for an unknown option or value */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string', default: '1,2,3,4,5,6,7' }, ...RUN_ARGUMENTS },
  });
  const rows = new Set(values.only.split(',').map(Number));
  if ([...rows].some((row) => !Number.isInteger(row) || row < 1 || row > 7))
    throw new Error('--only takes row numbers from 1 to 7, e.g. 1,3');
  return { rows, ...runOptions(values) };
}

/** @throws Error for a value that makes no sense */
export function runOptions(values: {
  readonly seconds: string;
  readonly people: string;
  readonly pin: boolean;
  readonly keep: boolean;
}): RunOptions {
  const seconds = positive('--seconds', values.seconds);
  return {
    seconds,
    warmUpSeconds: Math.min(10, seconds / 2),
    pin: values.pin,
    keep: values.keep,
    people: positive('--people', values.people),
  };
}
