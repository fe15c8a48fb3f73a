import { ApiProblem, Unreachable } from '../api/problem.js';
import { missingFields, signInErrors } from './sign-in-errors.js';

describe('errors of the sign-in form', () => {
  it('stand at the field they are about', () => {
    const taken = new ApiProblem(422, 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL', 'x');
    expect(signInErrors(taken)).toMatchObject({
      fields: { email: expect.stringContaining('already') as string },
    });
    const short = new ApiProblem(400, 'PASSWORD_TOO_SHORT', 'Password too short');
    expect(signInErrors(short)).toEqual({ fields: { password: 'Password too short' }, form: null });
    const invalid = new ApiProblem(422, 'invalid', 'x', { name: 'Too long.' });
    expect(signInErrors(invalid)).toEqual({ fields: { name: 'Too long.' }, form: null });
  });

  it('never tell whether the email or the password was wrong', () => {
    const errors = signInErrors(new ApiProblem(401, 'INVALID_EMAIL_OR_PASSWORD', 'x'));
    expect(errors).toEqual({ fields: {}, form: 'Email and password do not match.' });
  });

  it('say so when the server cannot be reached', () => {
    expect(signInErrors(new Unreachable()).form).toContain('cannot be reached');
  });

  it('name what is missing before anything is sent', () => {
    const empty = { name: '', email: 'not an address', password: 'short' };
    expect(Object.keys(missingFields('sign-up', empty).fields)).toEqual(['name', 'email', 'password']);
    expect(Object.keys(missingFields('sign-in', { ...empty, email: 'a@b' }).fields)).toEqual([]);
  });
});
