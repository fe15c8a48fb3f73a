import { parseArgs } from 'node:util';
import { positive } from '../support/command-line.ts';
import { RUN_ARGUMENTS, RUN_USAGE, runOptions, type RunOptions } from './options.ts';

export const COMPARISONS = ['create', 'push', 'throughput', 'timers', 'search'] as const;
export type ComparisonName = (typeof COMPARISONS)[number];

export interface CompareOptions extends RunOptions {
  readonly comparisons: readonly ComparisonName[];
  /** How many turns each side has. */
  readonly rounds: number;
}

export const COMPARE_USAGE = `npm run compare -w e2e -- [--only create,push] [--rounds 5] [--seconds 60] [--people 20] [--pin] [--keep]

  --only     what to compare: ${COMPARISONS.join(', ')}
  --rounds   turns of each side, product and baselines in alternating order
${RUN_USAGE}`;

/** @throws Error for an unknown option or value */
export function readCompareOptions(args: readonly string[]): CompareOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: COMPARISONS.join(',') },
      rounds: { type: 'string', default: '5' },
      ...RUN_ARGUMENTS,
    },
  });
  const names = values.only.split(',');
  const unknown = names.filter((name) => !(COMPARISONS as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`--only takes ${COMPARISONS.join(', ')}`);
  return {
    ...runOptions(values),
    comparisons: COMPARISONS.filter((name) => names.includes(name)),
    rounds: positive('--rounds', values.rounds),
  };
}
