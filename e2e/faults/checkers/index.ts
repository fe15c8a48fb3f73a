import { auditChain } from './audit-chain.ts';
import { conservation } from './conservation.ts';
import { convergence } from './convergence.ts';
import { effects } from './effects.ts';
import type { Checker } from './evidence.ts';
import { linearizable } from './linearizable.ts';
import { order } from './order.ts';
import { timers } from './timers.ts';
import { writes } from './writes.ts';

/** By the name that a report gives them. */
export const checkers: Readonly<Record<string, Checker>> = {
  writes,
  effects,
  order,
  timers,
  audit: auditChain,
  conservation,
  convergence,
  linearizable,
};
