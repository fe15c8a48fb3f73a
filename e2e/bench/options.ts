import { parseArgs } from 'node:util';
import { positive } from '../support/command-line.ts';

export interface BenchOptions {
  /** Rows of the table to measure. */
  readonly rows: ReadonlySet<number>;
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

export const USAGE = `npm run bench -w e2e -- [--only 1,3] [--seconds 60] [--people 20] [--pin] [--keep]

  --only     rows to measure: 1 create, 2 throughput, 3 push, 4 reminders, 5 search, 6 parse, 7 start and memory
  --seconds  length of each load; below 60 for a quick look, not for figures to publish
  --people   how many users share the load
  --pin      the driver on the last core, the product on the others
  --keep     leave data and logs in the temporary folder`;

/** @throws Error for an unknown option or value */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '1,2,3,4,5,6,7' },
      seconds: { type: 'string', default: '60' },
      people: { type: 'string', default: '20' },
      pin: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const rows = new Set(values.only.split(',').map(Number));
  if ([...rows].some((row) => !Number.isInteger(row) || row < 1 || row > 7))
    throw new Error('--only takes row numbers from 1 to 7, e.g. 1,3');
  const seconds = positive('--seconds', values.seconds);
  return {
    rows,
    seconds,
    warmUpSeconds: Math.min(10, seconds / 2),
    pin: values.pin,
    keep: values.keep,
    people: positive('--people', values.people),
  };
}
