import { DomainError, type ErrorKind } from '@parley/kernel';

/** Two tasks claim the same reminder; trying again cannot help. */
export class ReminderIdTakenError extends DomainError {
  readonly code = 'reminder.id-taken';
  readonly kind: ErrorKind = 'conflict';

  constructor() {
    super('A reminder id is already used by another task.');
  }
}
