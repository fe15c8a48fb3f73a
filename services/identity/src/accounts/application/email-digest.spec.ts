import { EmailDigest } from './email-digest.js';

const digest = new EmailDigest('one secret');

it('is the same for every spelling of an address, and different for another', () => {
  expect(digest.of('Ada@Example.test')).toBe(digest.of('ada@example.test'));
  expect(digest.of('ada@example.test')).not.toBe(digest.of('bob@example.test'));
});

it('cannot be computed without the secret', () => {
  expect(new EmailDigest('another secret').of('ada@example.test')).not.toBe(digest.of('ada@example.test'));
});
