import { isDomainError } from '@parley/kernel';
import { UnreadableBodyError } from './read-body.js';

/** Dapr's answer to a delivery: acknowledged, dead-lettered, or delivered again. */
export type Outcome = 'SUCCESS' | 'DROP' | 'RETRY';

/** What becomes of a delivery whose handler failed: only an error that will repeat itself is given up. */
export function outcomeOf(error: unknown): Exclude<Outcome, 'SUCCESS'> {
  if (error instanceof UnreadableBodyError) return 'DROP';
  if (!isDomainError(error)) return 'RETRY';
  return error.kind === 'unavailable' || error.kind === 'rate-limited' ? 'RETRY' : 'DROP';
}
