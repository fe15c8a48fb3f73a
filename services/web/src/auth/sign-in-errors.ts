import { ApiProblem, explain } from '../api/problem.js';

export type SignInField = 'name' | 'email' | 'password';

export interface SignInErrors {
  readonly fields: Readonly<Partial<Record<SignInField, string>>>;
  /** What belongs to no single field. */
  readonly form: string | null;
}

/** Characters; the server has the last word. */
export const MIN_PASSWORD = 10;

export const noErrors: SignInErrors = { fields: {}, form: null };

const fieldOfCode: Readonly<Record<string, SignInField>> = {
  USER_ALREADY_EXISTS: 'email',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'email',
  INVALID_EMAIL: 'email',
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
  INVALID_PASSWORD: 'password',
};

const wording: Readonly<Record<string, string>> = {
  USER_ALREADY_EXISTS: 'There is already an account with this email. Sign in instead?',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is already an account with this email. Sign in instead?',
  INVALID_EMAIL: 'This does not look like an email address.',
  INVALID_EMAIL_OR_PASSWORD: 'Email and password do not match.',
};

/** Puts a refusal where the person can act on it. */
export function signInErrors(error: unknown): SignInErrors {
  if (!(error instanceof ApiProblem)) return { fields: {}, form: explain(error) };
  const { name, email, password } = error.fields;
  const fields = {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(password === undefined ? {} : { password }),
  };
  if (Object.keys(fields).length > 0) return { fields, form: null };
  const text = wording[error.code] ?? error.detail;
  const field = fieldOfCode[error.code];
  return field === undefined ? { fields: {}, form: text } : { fields: { [field]: text }, form: null };
}

/** What can be said before asking the server. */
export function missingFields(
  mode: 'sign-in' | 'sign-up',
  values: Readonly<Record<SignInField, string>>,
): SignInErrors {
  const fields: Partial<Record<SignInField, string>> = {};
  if (mode === 'sign-up' && values.name.trim() === '') fields.name = 'Tell us what to call you.';
  if (!/^\S+@\S+$/.test(values.email.trim())) fields.email = 'Enter your email address.';
  if (values.password === '') fields.password = 'Enter your password.';
  else if (mode === 'sign-up' && values.password.length < MIN_PASSWORD) {
    fields.password = `Use at least ${MIN_PASSWORD} characters.`;
  }
  return { fields, form: null };
}
