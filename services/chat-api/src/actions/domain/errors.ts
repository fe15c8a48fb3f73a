import { DomainError, type ErrorKind } from '@parley/kernel';

export class ActionNotFoundError extends DomainError {
  readonly code = 'action.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is nothing to undo.');
  }
}

export class ActionExpiredError extends DomainError {
  readonly code = 'action.expired';
  readonly kind: ErrorKind = 'conflict';

  constructor() {
    super('This is too long ago to be undone.');
  }
}

export class ActionUndoneError extends DomainError {
  readonly code = 'action.already-undone';
  readonly kind: ErrorKind = 'conflict';

  constructor() {
    super('This was undone already.');
  }
}

export class ActionOvertakenError extends DomainError {
  readonly code = 'action.overtaken';
  readonly kind: ErrorKind = 'conflict';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(title: string) {
    super(`"${title}" changed since, so this can no longer be undone.`);
    this.details = { title };
  }
}
