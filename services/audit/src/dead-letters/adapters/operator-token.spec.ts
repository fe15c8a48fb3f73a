import { OperatorToken } from './operator-token.js';

const SECRET = 'x'.repeat(32);

it('matches itself only', () => {
  const token = new OperatorToken(SECRET);
  expect(token.matches(SECRET)).toBe(true);
  for (const other of ['', 'x', `${SECRET}x`, SECRET.slice(1), SECRET.toUpperCase()]) {
    expect(token.matches(other)).toBe(false);
  }
});

it('matches each of two while it is rotated', () => {
  const next = 'y'.repeat(32);
  const token = new OperatorToken(SECRET, next);
  expect([SECRET, next, SECRET + next].map((shown) => token.matches(shown))).toEqual([true, true, false]);
  expect(() => new OperatorToken(SECRET, 'short')).toThrow('shorter than 32 characters');
});

it.each(['', 'x'.repeat(31)])('is refused when it is short: "%s"', (secret) => {
  expect(() => new OperatorToken(secret)).toThrow('shorter than 32 characters');
});
