import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';
import { MAX_TAGS } from './task.js';

export class TaskNotFoundError extends DomainError {
  readonly code = 'task.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is no such task.');
  }
}

/** The task changed since the caller read it. */
export class StaleTaskError extends DomainError {
  readonly code = 'task.stale';
  readonly kind: ErrorKind = 'precondition-failed';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(version: number) {
    super('The task changed meanwhile. Read it again, then repeat your change.');
    this.details = { version };
  }
}

export class TagLimitError extends DomainError {
  readonly code = 'tags.limit';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields = [{ pointer: '/tags', detail: `must hold at most ${MAX_TAGS} tags` }];
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(tags: readonly string[]) {
    super(`A task has at most ${MAX_TAGS} tags; these are ${tags.length}. Nothing was made.`);
    this.details = { tags, limit: MAX_TAGS };
  }
}

export class InvalidTaskError extends DomainError {
  readonly code = 'task.invalid';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields: readonly FieldError[];

  constructor(pointer: string, detail: string) {
    super(`The task is not valid: ${detail}.`);
    this.fields = [{ pointer, detail }];
  }
}

/** A rule that cannot be followed, with the member that it came in. */
export class RefusedRuleError extends DomainError {
  readonly code: string;
  readonly kind: ErrorKind = 'invalid';
  override readonly details: Readonly<Record<string, unknown>>;
  override readonly fields: readonly FieldError[];

  constructor(reason: DomainError, pointer = '/recurrence/rrule') {
    super(reason.message, { cause: reason });
    this.code = reason.code;
    this.details = reason.details;
    this.fields = [{ pointer, detail: reason.message }];
  }
}
