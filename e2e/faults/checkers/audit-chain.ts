import type { Checker } from './evidence.ts';

/** The hash chain of every workspace holds. */
export const auditChain: Checker = ({ accounts }) =>
  accounts.flatMap(({ chain, workspaceId }) =>
    chain.valid ? [] : [`the chain of ${workspaceId} is broken at ${chain.brokenAt}: ${chain.reason}`],
  );
