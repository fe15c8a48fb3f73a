import { DomainError, type ErrorKind } from '@parley/kernel';

/** An event tells of an occurrence but not of what is needed to find the next; trying again cannot help. */
export class IncompleteOccurrenceError extends DomainError {
  readonly code = 'occurrence.incomplete';
  readonly kind: ErrorKind = 'invalid';

  constructor(
    readonly taskId: string,
    missing: string,
  ) {
    super(`The completed occurrence ${taskId} has no ${missing}.`);
  }
}
