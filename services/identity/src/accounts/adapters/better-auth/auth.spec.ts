import { createAuth, type AuthParts } from './auth.js';

it('does not start with a secret that could be guessed', () => {
  const withSecrets = (...secrets: [string, ...string[]]) =>
    createAuth({ secrets, publicUrl: 'https://parley.test' } as unknown as AuthParts);
  expect(() => withSecrets('x'.repeat(31))).toThrow(/shorter than 32/);
  expect(() => withSecrets('x'.repeat(32), 'x'.repeat(31))).toThrow(/shorter than 32/);
});
