import { createAuth, type AuthParts } from './auth.js';

it('does not start with a secret that could be guessed', () => {
  const parts = { secret: 'x'.repeat(31), publicUrl: 'https://parley.test' } as AuthParts;
  expect(() => createAuth(parts)).toThrow(/shorter than 32/);
});
