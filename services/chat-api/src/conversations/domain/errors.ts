import { DomainError, type ErrorKind } from '@parley/kernel';

export class ConversationNotFoundError extends DomainError {
  readonly code = 'conversation.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is no such conversation.');
  }
}

export class MessageIdReusedError extends DomainError {
  readonly code = 'message.client-id-reused';
  readonly kind: ErrorKind = 'conflict';
  override readonly fields = [{ pointer: '/clientMessageId', detail: 'was used for another text' }];

  constructor() {
    super('This clientMessageId belongs to another message. Use a new one for each message.');
  }
}

export class InvalidMessageError extends DomainError {
  readonly code = 'message.invalid';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields: DomainError['fields'];

  constructor(detail: string) {
    super(`The message is not valid: ${detail}.`);
    this.fields = [{ pointer: '/text', detail }];
  }
}
