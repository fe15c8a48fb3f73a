import { DomainError, type ErrorKind } from '@parley/kernel';
import { outcomeOf } from './outcome.js';
import { InvalidPayloadError } from './payload.js';
import { UnreadableBodyError } from './read-body.js';

class Refusal extends DomainError {
  readonly code = 'test.refused';
  constructor(readonly kind: ErrorKind) {
    super('Refused.');
  }
}

const repeating: readonly ErrorKind[] = [
  'invalid',
  'malformed',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'gone',
  'precondition-failed',
  'precondition-required',
  'too-large',
];

it.each(repeating)('gives up what was refused as %s, since it would be again', (kind) => {
  expect(outcomeOf(new Refusal(kind))).toBe('DROP');
});

it.each(['unavailable', 'rate-limited'] as const)('repeats what is %s', (kind) => {
  expect(outcomeOf(new Refusal(kind))).toBe('RETRY');
});

it.each([
  ['an unforeseen error', new Error('boom')],
  ['an error with the code of a driver', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
  ['a thrown string', 'boom'],
  ['nothing', undefined],
])('repeats after %s, since it may be a passing fault', (_, error) => {
  expect(outcomeOf(error)).toBe('RETRY');
});

it.each<[string, Error]>([
  ['a payload that breaks its contract', new InvalidPayloadError('a.v1', [])],
  ['a body that is not JSON', new UnreadableBodyError('x')],
])('gives up %s', (_, error) => {
  expect(outcomeOf(error)).toBe('DROP');
});
