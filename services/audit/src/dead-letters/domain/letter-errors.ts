import { DomainError, type ErrorKind } from '@parley/kernel';

export class UnknownLetterError extends DomainError {
  readonly code = 'dead-letter.unknown';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is no such dead letter.');
  }
}

/** The bytes are no event, so there is nothing that a service could handle. */
export class NotAnEventError extends DomainError {
  readonly code = 'dead-letter.not-an-event';
  readonly kind: ErrorKind = 'conflict';

  constructor() {
    super('This letter is no CloudEvent, so it cannot be replayed. It can be dropped.');
  }
}

export class AlreadyReplayedError extends DomainError {
  readonly code = 'dead-letter.already-replayed';
  readonly kind: ErrorKind = 'conflict';

  constructor() {
    super('This letter was replayed, so there is nothing to drop. It is open again if it comes back.');
  }
}

/** Services no longer know whether they handled it. */
export class ForgottenLetterError extends DomainError {
  readonly code = 'dead-letter.forgotten';
  readonly kind: ErrorKind = 'conflict';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(days: number) {
    super(
      `This event is older than the ${days} days for which services remember what they handled. ` +
        'Those that did would do it again. Look at what it does, then replay it with "force".',
    );
    this.details = { days };
  }
}
