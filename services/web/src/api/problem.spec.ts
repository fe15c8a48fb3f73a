import { explain, readProblem, Unreachable } from './problem.js';

describe('reading a refusal', () => {
  it('understands problem details with errors at fields, however the pointer is written', () => {
    const problem = readProblem(422, {
      code: 'invalid',
      detail: 'Some fields are wrong.',
      errors: [
        { pointer: '#/title', detail: 'Too long.' },
        { pointer: '/tags/3', detail: 'Too many.' },
        { pointer: 'due', detail: 'No such date.' },
      ],
    });
    expect(problem.code).toBe('invalid');
    expect(problem.fields).toEqual({ title: 'Too long.', tags: 'Too many.', due: 'No such date.' });
  });

  it('understands better-auth', () => {
    const problem = readProblem(401, {
      code: 'INVALID_EMAIL_OR_PASSWORD',
      message: 'Invalid email or password',
    });
    expect(problem).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD', detail: 'Invalid email or password' });
  });

  it('has a sentence for an answer that says nothing', () => {
    expect(readProblem(500, null).detail).toContain('went wrong');
    expect(readProblem(429, 'busy').detail).toContain('fast');
    expect(readProblem(400, { errors: 'no list' }).code).toBe('http.400');
  });

  it('keeps what else the problem says', () => {
    expect(readProblem(410, { code: 'changes.expired', head: 12 }).extensions['head']).toBe(12);
  });

  it('explains anything that was thrown', () => {
    expect(explain(new Unreachable())).toContain('cannot be reached');
    expect(explain(new TypeError('x is undefined'))).not.toContain('undefined');
  });
});
