import { DomainError, type ErrorKind } from '@parley/kernel';

export const MAX_ROWS = 10_000;
export const MAX_BYTES = 10 * 1024 * 1024;

export class ImportNotFoundError extends DomainError {
  readonly code = 'import.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is no such import.');
  }
}

/** Nothing of the file can be taken. */
export class UnreadableFileError extends DomainError {
  readonly code = 'import.unreadable';
  readonly kind: ErrorKind = 'invalid';
}

export class TooManyRowsError extends DomainError {
  readonly code = 'import.too-many-rows';
  readonly kind: ErrorKind = 'too-large';

  constructor() {
    super(`An import takes at most ${MAX_ROWS} rows. Split the file.`);
  }
}

export class FileTooLargeError extends DomainError {
  readonly code = 'import.too-large';
  readonly kind: ErrorKind = 'too-large';

  constructor() {
    super(`An import takes at most ${MAX_BYTES / 1024 / 1024} MB. Split the file.`);
  }
}

export class NoFileError extends DomainError {
  readonly code = 'import.no-file';
  readonly kind: ErrorKind = 'malformed';

  constructor() {
    super('Send the file itself as the body, with the content type application/octet-stream.');
  }
}

/** Another import of the person is not over. */
export class ImportBusyError extends DomainError {
  readonly code = 'import.busy';
  readonly kind: ErrorKind = 'conflict';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(importId: string | null) {
    super('Another import of yours is not over. Finish or cancel it first.');
    this.details = { importId };
  }
}

/** What was asked for does not fit where the import stands. */
export class ImportStateError extends DomainError {
  readonly code = 'import.state';
  readonly kind: ErrorKind = 'conflict';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(status: string, message: string) {
    super(message);
    this.details = { status };
  }
}
