import type { ErrorKind } from '@parley/kernel';
import { problemOf } from './problem.js';

const statuses: readonly (readonly [ErrorKind, number])[] = [
  ['malformed', 400],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not-found', 404],
  ['conflict', 409],
  ['gone', 410],
  ['precondition-failed', 412],
  ['too-large', 413],
  ['invalid', 422],
  ['precondition-required', 428],
  ['rate-limited', 429],
  ['unavailable', 503],
];

it.each(statuses)('answers %s with %i', (kind, status) => {
  expect(problemOf(kind, 'task.x', 'Text.').status).toBe(status);
});

it('carries the code, its page, and the members of the error', () => {
  expect(problemOf('conflict', 'task.completed', 'Done.', { taskId: '7', errors: [] })).toEqual({
    type: 'https://parley.dev/problems/task.completed',
    title: 'Conflict',
    status: 409,
    detail: 'Done.',
    code: 'task.completed',
    taskId: '7',
  });
});

it('names the fields that were refused', () => {
  const errors = [{ pointer: '/title', detail: 'too long' }];
  expect(problemOf('invalid', 'input.invalid', 'Text.', { errors }).errors).toEqual(errors);
});

it('lets no member of an error replace those of the document', () => {
  const problem = problemOf('conflict', 'task.completed', 'Done.', {
    status: 200,
    code: 'x',
    type: 'y',
    title: 'z',
  });
  expect([problem.status, problem.code, problem.title]).toEqual([409, 'task.completed', 'Conflict']);
});
