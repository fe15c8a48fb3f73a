import { DomainError, type ErrorKind } from '@parley/kernel';

export class FilterNotFoundError extends DomainError {
  readonly code = 'filter.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is no such saved filter.');
  }
}

export class InvalidFilterNameError extends DomainError {
  readonly code = 'filter.name-invalid';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields: DomainError['fields'];
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(limit: number) {
    super(`A saved filter has a name of 1 to ${limit} characters.`);
    this.details = { limit };
    this.fields = [{ pointer: '/name', detail: `must have 1 to ${limit} characters` }];
  }
}

/** Another of the user's filters has the name, or one that differs in case or accents only. */
export class FilterNameTakenError extends DomainError {
  readonly code = 'filter.name-taken';
  readonly kind: ErrorKind = 'conflict';
  override readonly fields = [{ pointer: '/name', detail: 'must differ from the names of the others' }];
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(name: string) {
    super(`There is a saved filter "${name}" already. Choose another name, or change that one.`);
    this.details = { name };
  }
}

export class FilterLimitError extends DomainError {
  readonly code = 'filter.limit';
  readonly kind: ErrorKind = 'invalid';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(limit: number) {
    super(`There are ${limit} saved filters already. Remove one first.`);
    this.details = { limit };
  }
}

/** The filter changed since the caller read it. */
export class StaleFilterError extends DomainError {
  readonly code = 'filter.stale';
  readonly kind: ErrorKind = 'precondition-failed';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(version: number) {
    super('The saved filter changed meanwhile. Read it again, then repeat your change.');
    this.details = { version };
  }
}
