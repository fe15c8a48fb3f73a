import { DomainError, type ErrorKind } from '@parley/kernel';

/** The sidecar could not be reached, did not answer in time, or refused the call. */
export class SidecarError extends DomainError {
  readonly code = 'dapr.unavailable';
  readonly kind: ErrorKind = 'unavailable';

  constructor(
    readonly operation: string,
    /** HTTP status of the sidecar; absent when there was no answer. */
    readonly status: number | undefined,
    readonly answer: string,
    options?: ErrorOptions,
  ) {
    super(`Dapr ${operation} failed: ${status ?? 'no answer'} ${answer.slice(0, 300)}`.trim(), options);
  }
}
