/** How a failure is answered: maps to an HTTP status at the edge and to an acknowledgement in a subscription. */
export type ErrorKind =
  | 'invalid' // 422: the input breaks a rule
  | 'malformed' // 400: the input cannot be read
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not-found' // 404
  | 'conflict' // 409
  | 'gone' // 410
  | 'precondition-failed' // 412
  | 'precondition-required' // 428
  | 'too-large' // 413
  | 'rate-limited' // 429
  | 'unavailable'; // 503: may succeed when tried again

/** One field of the input that was refused; `pointer` is an RFC 6901 JSON pointer. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** A failure that the domain expects and names. `code` is stable and part of the API. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  /** Machine-readable members of the problem document, beside `code` and `detail`. */
  readonly details: Readonly<Record<string, unknown>> = {};
  readonly fields: readonly FieldError[] = [];

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/**
 * Recognises a domain error by shape, since `instanceof` fails across two copies of a package.
 */
export function isDomainError(error: unknown): error is DomainError {
  return (
    error instanceof Error &&
    typeof (error as Partial<DomainError>).code === 'string' &&
    typeof (error as Partial<DomainError>).kind === 'string'
  );
}
