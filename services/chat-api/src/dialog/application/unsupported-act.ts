import { DomainError, type ErrorKind } from '@parley/kernel';

/** A sentence that is understood, but that no use case of this service answers. */
export class UnsupportedActError extends DomainError {
  readonly code = 'dialog.unsupported';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('I understand, but I cannot do that from a conversation.');
  }
}
