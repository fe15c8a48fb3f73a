import type { Stack } from '@parley/stack';
import { target } from './target.ts';

/** The stack of this run; only for tests declared by `withOwnStack`. */
export function ownStack(): Stack {
  const { stack } = target();
  if (stack === undefined) throw new Error('This test needs a stack of its own.');
  return stack;
}

/** `describe` for what stops processes or reads their logs: skipped when the stack is somebody else's. */
export const withOwnStack: jest.Describe = target().stack ? describe : describe.skip;
