import { OperatorToken } from './operator-token.js';

const SECRET = 'x'.repeat(32);

it('matches itself only', () => {
  const token = new OperatorToken(SECRET);
  expect(token.matches(SECRET)).toBe(true);
  for (const other of ['', 'x', `${SECRET}x`, SECRET.slice(1), SECRET.toUpperCase()]) {
    expect(token.matches(other)).toBe(false);
  }
});

it.each(['', 'x'.repeat(31)])('is refused when it is short: "%s"', (secret) => {
  expect(() => new OperatorToken(secret)).toThrow('shorter than 32 characters');
});
