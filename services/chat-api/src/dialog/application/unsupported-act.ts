import { DomainError, type ErrorKind } from '@parley/kernel';
import { textsFor } from '../texts/texts.js';

/** A sentence that is understood, but that no use case of this service answers. */
export class UnsupportedActError extends DomainError {
  readonly code = 'dialog.unsupported';
  readonly kind: ErrorKind = 'invalid';

  constructor(locale: string) {
    super(textsFor(locale).cannot);
  }
}
