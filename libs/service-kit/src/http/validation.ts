import { ValidationPipe } from '@nestjs/common';
import { toFieldErrors } from '@parley/dapr';
import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';

/** HTTP input that breaks its schema; `errors` names each field. */
export class InvalidInputError extends DomainError {
  readonly code = 'input.invalid';
  readonly kind: ErrorKind = 'invalid';

  constructor(override readonly fields: readonly FieldError[]) {
    super(`The input is not valid: ${fields.map(({ detail }) => detail).join('; ')}.`);
  }
}

/** Strict reading of HTTP input: unknown members are refused. */
export function strictValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new InvalidInputError(toFieldErrors(errors)),
  });
}
