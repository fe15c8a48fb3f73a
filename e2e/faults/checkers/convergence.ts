import { isDeepStrictEqual } from 'node:util';
import type { Checker } from './evidence.ts';

/** Every socket's client applied the feed, in its order, without gap or double. */
export const convergence: Checker = ({ accounts }) =>
  accounts.flatMap(({ followers, changes, index }) =>
    followers.flatMap((applied, i) =>
      isDeepStrictEqual(applied, changes)
        ? []
        : [
            `socket ${i} of person ${index} applied ${applied.length} changes up to ${applied.at(-1)?.seq}, ` +
              `the feed has ${changes.length}`,
          ],
    ),
  );
