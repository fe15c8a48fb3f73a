import path from 'node:path';
import { parseArgs } from 'node:util';
import { positive } from '../support/command-line.ts';
import { faults } from './faults/index.ts';
import { plants } from './plants/plants.ts';

export interface FaultOptions {
  /** Faults, or plants. */
  readonly ids: ReadonlySet<string>;
  readonly seeds: readonly number[];
  readonly replicas: number;
  readonly people: number;
  readonly rate: number;
  /** Plant bugs instead, and see each found. */
  readonly plants: boolean;
  /** Where results are kept, and which of them are known. */
  readonly results?: string;
  /** Leave data, logs and histories behind. */
  readonly keep: boolean;
}

export const USAGE = `npm run faults -- [--only K1,K3] [--seeds 20 | --seeds 11-20] [--seed 7] [--replicas 2] [--rate 20] [--keep]
npm run faults -- --plants [--only inbox-off]

  --only      faults to bring about: ${faults.map(({ id }) => id).join(', ')}; all when absent
  --seeds     how many times each, with the seeds 1, 2, 3 …, or from which to which; 1 when absent
  --seed      this seed only, to repeat a failure
  --replicas  copies of each service
  --people    accounts, each used by two clients and followed by two sockets
  --rate      operations per second, over all clients
  --results   file that keeps each result; what is in it is not done again
  --plants    put bugs into the product, one after the other, and see whether the checkers find them
  --keep      leave data, logs and histories in the temporary folder`;

/** @throws Error for an unknown option or value */
export function readOptions(args: readonly string[]): FaultOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      seeds: { type: 'string', default: '1' },
      seed: { type: 'string' },
      replicas: { type: 'string', default: '2' },
      people: { type: 'string', default: '3' },
      rate: { type: 'string', default: '20' },
      plants: { type: 'boolean', default: false },
      results: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const known = values.plants ? plants.map(({ name }) => name) : faults.map(({ id }) => id);
  const ids = new Set(values.only?.split(',') ?? known);
  const unknown = [...ids].filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}. There is: ${known.join(', ')}.`);
  return {
    ids,
    seeds: values.seed === undefined ? seedsIn(values.seeds) : [positive('--seed', values.seed)],
    replicas: positive('--replicas', values.replicas),
    people: positive('--people', values.people),
    rate: positive('--rate', values.rate),
    plants: values.plants,
    ...(values.results !== undefined && { results: path.resolve(values.results) }),
    keep: values.keep,
  };
}

/** @param text a number of seeds, or the first and the last as `11-20` */
function seedsIn(text: string): number[] {
  const [one = '', other] = text.split('-', 2);
  const first = other === undefined ? 1 : positive('--seeds', one);
  const last = positive('--seeds', other ?? one);
  if (last < first) throw new Error(`--seeds ${text} names no seed`);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
