import type { Stack } from '@parley/stack';

/** What the tests run against. */
export interface Target {
  /** Origin of the UI, the API and the socket. */
  readonly url: string;
  /** The stack that was started for this run; undefined when `E2E_URL` named one that runs already. */
  readonly stack: Stack | undefined;
}

declare global {
  var parleyTarget: Target | undefined;
}

/** The target of this run. */
export function target(): Target {
  if (globalThis.parleyTarget === undefined) throw new Error('The global set-up has not run.');
  return globalThis.parleyTarget;
}
