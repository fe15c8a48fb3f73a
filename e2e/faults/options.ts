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
  /** Leave data, logs and histories behind. */
  readonly keep: boolean;
}

export const USAGE = `npm run faults -- [--only K1,K3] [--seeds 20] [--seed 7] [--replicas 2] [--rate 20] [--keep]
npm run faults -- --plants [--only inbox-off]

  --only      faults to bring about: ${faults.map(({ id }) => id).join(', ')}; all when absent
  --seeds     how many times each, with the seeds 1, 2, 3 …; 1 when absent
  --seed      this seed only, to repeat a failure
  --replicas  copies of each service
  --people    accounts, each used by two clients and followed by two sockets
  --rate      operations per second, over all clients
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
      keep: { type: 'boolean', default: false },
    },
  });
  const known = values.plants ? plants.map(({ name }) => name) : faults.map(({ id }) => id);
  const ids = new Set(values.only?.split(',') ?? known);
  const unknown = [...ids].filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}. There is: ${known.join(', ')}.`);
  const count = positive('--seeds', values.seeds);
  return {
    ids,
    seeds:
      values.seed === undefined
        ? Array.from({ length: count }, (_, i) => i + 1)
        : [positive('--seed', values.seed)],
    replicas: positive('--replicas', values.replicas),
    people: positive('--people', values.people),
    rate: positive('--rate', values.rate),
    plants: values.plants,
    keep: values.keep,
  };
}
