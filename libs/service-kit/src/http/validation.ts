import { ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Takes a path parameter that must be a UUID; a refusal names the parameter. */
export class UuidPipe implements PipeTransform<string, string> {
  /** @throws InvalidInputError */
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    if (UUID.test(value)) return value.toLowerCase();
    throw new InvalidInputError([{ pointer: `/${data}`, detail: `${data} must be a UUID` }]);
  }
}
