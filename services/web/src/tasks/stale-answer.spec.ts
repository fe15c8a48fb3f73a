import { ApiProblem } from '../api/problem.js';
import { staleAnswer } from './stale-answer.js';

describe('an old button', () => {
  it('answers calmly', () => {
    expect(staleAnswer(new ApiProblem(409, 'task.already-completed', 'x'))).toBe('Already done.');
    expect(staleAnswer(new ApiProblem(409, 'action.expired', 'x'))).toBe('That was too long ago to undo.');
    expect(staleAnswer(new ApiProblem(404, 'task.not-found', 'x'))).toBe('This is not there any more.');
    expect(staleAnswer(new ApiProblem(409, 'something.new', 'It moved on.'))).toBe('It moved on.');
  });

  it('leaves real errors to others', () => {
    expect(staleAnswer(new ApiProblem(500, 'internal', 'x'))).toBeNull();
    expect(staleAnswer(new TypeError('x'))).toBeNull();
  });
});
