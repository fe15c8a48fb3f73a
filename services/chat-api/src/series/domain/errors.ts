import { DomainError, type ErrorKind } from '@parley/kernel';

export class SeriesNotFoundError extends DomainError {
  readonly code = 'series.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is no such series.');
  }
}

/** The series has no further occurrence, so nothing of it can change. */
export class SeriesEndedError extends DomainError {
  readonly code = 'series.ended';
  readonly kind: ErrorKind = 'conflict';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(title: string) {
    super(`"${title}" no longer repeats.`);
    this.details = { title };
  }
}

/** The series changed since the caller read it. */
export class StaleSeriesError extends DomainError {
  readonly code = 'series.stale';
  readonly kind: ErrorKind = 'precondition-failed';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(version: number) {
    super('The series changed meanwhile. Read it again, then repeat your change.');
    this.details = { version };
  }
}

export class NotRecurringError extends DomainError {
  readonly code = 'task.not-recurring';
  readonly kind: ErrorKind = 'conflict';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(title: string) {
    super(`"${title}" does not repeat.`);
    this.details = { title };
  }
}

/** Only an open occurrence can be where a change of its series begins. */
export class OccurrenceClosedError extends DomainError {
  readonly code = 'task.occurrence-closed';
  readonly kind: ErrorKind = 'conflict';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(title: string) {
    super(`"${title}" is done; change the series from an open occurrence on.`);
    this.details = { title };
  }
}
