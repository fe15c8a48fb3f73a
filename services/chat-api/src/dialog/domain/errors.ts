import { DomainError, type ErrorKind } from '@parley/kernel';

/** A reminder was put off to a moment that is over. */
export class TimePassedError extends DomainError {
  readonly code = 'reminder.passed';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('That time has passed.');
  }
}

/** A task without a due time cannot be moved by days or hours. */
export class NoDueTimeError extends DomainError {
  readonly code = 'task.no-due';
  readonly kind: ErrorKind = 'invalid';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(title: string) {
    super(`"${title}" has no due time that could be moved. Say when it is due.`);
    this.details = { title };
  }
}
