import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';
import type { PayloadClass } from '@parley/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/** A delivery whose payload does not fit its contract. */
export class InvalidPayloadError extends DomainError {
  readonly code = 'payload.invalid';
  readonly kind: ErrorKind = 'invalid';

  constructor(
    type: string,
    override readonly fields: readonly FieldError[],
  ) {
    super(`The payload of ${type} is not valid: ${fields.map(({ detail }) => detail).join('; ')}`);
  }
}

/** Flattens class-validator's tree to JSON pointers. */
export function toFieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
    return [...own, ...toFieldErrors(error.children ?? [], pointer)];
  });
}

/**
 * Reads a payload as a tolerant reader: unknown members are dropped, known ones are checked.
 * @throws InvalidPayloadError
 */
export function readPayload<T extends object>(payload: PayloadClass<T>, type: string, data: unknown): T {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new InvalidPayloadError(type, [{ pointer: '', detail: 'must be an object' }]);
  }
  const instance = plainToInstance(payload, data);
  const errors = validateSync(instance, { whitelist: true, forbidUnknownValues: false });
  if (errors.length > 0) throw new InvalidPayloadError(type, toFieldErrors(errors));
  return instance;
}
