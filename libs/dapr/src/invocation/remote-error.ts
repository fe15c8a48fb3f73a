import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';

/** What crosses the wire when an invoked service refuses: the members of its domain error. */
export interface RemoteProblem {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly detail: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
}

/** A domain error of the invoked service, raised again in the caller. */
export class RemoteError extends DomainError {
  readonly code: string;
  readonly kind: ErrorKind;
  override readonly details: Readonly<Record<string, unknown>>;
  override readonly fields: readonly FieldError[];

  constructor(problem: RemoteProblem) {
    super(problem.detail);
    this.code = problem.code;
    this.kind = problem.kind;
    this.details = problem.details ?? {};
    this.fields = problem.errors ?? [];
  }
}

/** The wire form of a domain error. */
export function toRemoteProblem(error: DomainError): RemoteProblem {
  return {
    code: error.code,
    kind: error.kind,
    detail: error.message,
    details: error.details,
    errors: error.fields,
  };
}
