import { DomainError, isDomainError, type ErrorKind } from './domain-error.js';

class TaskMissingError extends DomainError {
  readonly code = 'task.missing';
  readonly kind: ErrorKind = 'not-found';
}

it('is named after its class and keeps its cause', () => {
  const cause = new Error('below');
  const error = new TaskMissingError('There is no such task.', { cause });
  expect({ name: error.name, cause: error.cause }).toEqual({ name: 'TaskMissingError', cause });
});

it.each([
  ['a domain error', new TaskMissingError('gone'), true],
  [
    'one of another copy of this package',
    Object.assign(new Error('x'), { code: 'a.b', kind: 'conflict' }),
    true,
  ],
  [
    'an error of Node or of Postgres, which has a code alone',
    Object.assign(new Error('x'), { code: 'P2002' }),
    false,
  ],
  ['a plain error', new Error('x'), false],
  ['something thrown that is no error', { code: 'a.b', kind: 'conflict' }, false],
  ['nothing', undefined, false],
])('takes %s for what it is', (_, error, expected) => {
  expect(isDomainError(error)).toBe(expected);
});
