import {
  BadRequestException,
  ForbiddenException,
  Logger,
  NotFoundException,
  PayloadTooLargeException,
  type ArgumentsHost,
} from '@nestjs/common';
import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';
import { ProblemFilter } from './problem.filter.js';
import { InvalidInputError } from './validation.js';

class RateError extends DomainError {
  readonly code = 'sign-in.slow-down';
  readonly kind: ErrorKind = 'rate-limited';
  override readonly details = { retryAfter: 30 };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

function answerTo(error: unknown) {
  const answer = { status: 0, headers: {} as Record<string, string>, body: {} as Record<string, unknown> };
  const response = {
    headersSent: false,
    status: (code: number) => ((answer.status = code), response),
    setHeader: (name: string, value: string) => ((answer.headers[name] = value), response),
    end: (body: string) => {
      answer.body = JSON.parse(body) as Record<string, unknown>;
    },
  };
  const host = { getType: () => 'http', switchToHttp: () => ({ getResponse: () => response }) };
  new ProblemFilter().catch(error, host as unknown as ArgumentsHost);
  return answer;
}

const unavailable = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'P1001' });

it.each<[string, unknown, number, string]>([
  ['a domain error', new RateError('Slow down.'), 429, 'sign-in.slow-down'],
  ['input that breaks its schema', new InvalidInputError([]), 422, 'input.invalid'],
  ['an unknown route', new NotFoundException('Cannot GET /x'), 404, 'route.unknown'],
  [
    'a body that is not JSON',
    Object.assign(new Error('x'), { status: 400, type: 'entity.parse.failed' }),
    400,
    'body.malformed',
  ],
  ['a body that is too large', new PayloadTooLargeException(), 413, 'body.too-large'],
  ['another refusal of the framework', new ForbiddenException('No.'), 403, 'request.refused'],
  ['a malformed request', new BadRequestException('Bad.'), 400, 'request.refused'],
  ['a database that is away', unavailable, 503, 'database.unavailable'],
  ['a fault', new TypeError('secret is undefined'), 500, 'internal'],
  ['a thrown string', 'secret', 500, 'internal'],
])('answers %s as a problem document', (_, error, status, code) => {
  const answer = answerTo(error);
  expect([answer.status, answer.body.status, answer.body.code]).toEqual([status, status, code]);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.body.type).toBe(`https://parley.dev/problems/${code}`);
});

it.each([
  ['a fault', new TypeError('secret is undefined'), 'secret'],
  ['the address of the database', unavailable, '10.0.0.7'],
])('keeps %s to the log', (_, error, text) => {
  expect(JSON.stringify(answerTo(error).body)).not.toContain(text);
});

it('gives a fault an id by which it is found in the log', () => {
  const { body } = answerTo(new Error('x'));
  expect(body.errorId).toMatch(/^[0-9a-f-]{36}$/);
  expect(body.detail).toContain(body.errorId);
});

it.each([
  ['to come back later', unavailable, 'retry-after', '2'],
  ['how long to wait', new RateError('x'), 'retry-after', '30'],
])('tells the client %s', (_, error, header, value) => {
  expect(answerTo(error).headers[header]).toBe(value);
});

it('names the refused fields', () => {
  const fields: FieldError[] = [{ pointer: '/due/date', detail: 'date must be a date' }];
  expect(answerTo(new InvalidInputError(fields)).body.errors).toEqual(fields);
});
