import { DomainError, type ErrorKind } from '@parley/kernel';

/** A change without `If-Match`. */
export class VersionRequiredError extends DomainError {
  readonly code = 'task.version-required';
  readonly kind: ErrorKind = 'precondition-required';

  constructor() {
    super("Send the ETag that you read as If-Match, so that nobody else's change is overwritten.");
  }
}

/** An `If-Match` that is no ETag of this API. */
export class InvalidVersionError extends DomainError {
  readonly code = 'task.version-invalid';
  readonly kind: ErrorKind = 'malformed';

  constructor() {
    super('If-Match must be an ETag as it was sent, e.g. "3".');
  }
}

/** The strong validator of a version (RFC 9110, section 8.8.3). */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version in an `If-Match` header; `*` stands for any.
 * @throws InvalidVersionError
 */
export function versionOf(ifMatch: string | undefined): number | '*' | undefined {
  if (ifMatch === undefined) return undefined;
  if (ifMatch.trim() === '*') return '*';
  const match = /^"(\d{1,9})"$/.exec(ifMatch.trim());
  if (!match) throw new InvalidVersionError();
  return Number(match[1]);
}
