import { UnsupportedMediaTypeException } from '@nestjs/common';
import { toFieldErrors } from '@parley/dapr';
import { assertStorableText, InvalidInputError } from '@parley/service-kit';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { HttpRequest } from './http-types.js';

/**
 * Reads a JSON body strictly.
 * @throws InvalidInputError or MalformedTextError that names each field; UnsupportedMediaTypeException for a body that is not JSON
 */
export function readBody(type: new () => object, request: HttpRequest): object {
  if (request.body === undefined && hasBody(request)) {
    throw new UnsupportedMediaTypeException('Send JSON (content-type: application/json).');
  }
  const plain: unknown = request.body ?? {};
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new InvalidInputError([{ pointer: '', detail: 'must be an object' }]);
  }
  assertStorableText(plain);
  const body = plainToInstance(type, plain);
  const errors = validateSync(body, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });
  if (errors.length > 0) throw new InvalidInputError(toFieldErrors(errors));
  return body;
}

function hasBody({ headers }: HttpRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
