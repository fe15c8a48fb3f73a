import { ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { toFieldErrors } from '@parley/dapr';
import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';
import { assertStorableText } from './storable-text.js';

/** HTTP input that breaks its schema; `errors` names each field. */
export class InvalidInputError extends DomainError {
  readonly code = 'input.invalid';
  readonly kind: ErrorKind = 'invalid';

  constructor(override readonly fields: readonly FieldError[]) {
    super(`The input is not valid: ${fields.map(({ detail }) => detail).join('; ')}.`);
  }
}

/** Refuses text that cannot be stored before anything looks at it. */
class InputPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'custom') assertStorableText(value, metadata.data ? `/${metadata.data}` : '');
    return super.transform(value, metadata);
  }
}

/** Strict reading of HTTP input: unknown members and text that cannot be stored are refused. */
export function strictValidation(): ValidationPipe {
  return new InputPipe({
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
