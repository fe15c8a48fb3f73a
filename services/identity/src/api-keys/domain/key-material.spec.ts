import { digestOf, newKeyMaterial } from './key-material.js';

it('makes keys of 256 bits that scanners can recognise', () => {
  const { key, start, digest } = newKeyMaterial();
  expect(key).toMatch(/^parley_[\w-]{43}$/);
  expect(key.startsWith(start)).toBe(true);
  expect(start).toHaveLength(13);
  expect(digest).toBe(digestOf(key));
  expect(digest).not.toContain(key.slice(7));
});

it('never makes the same key twice', () => {
  const keys = Array.from({ length: 1000 }, () => newKeyMaterial().key);
  expect(new Set(keys).size).toBe(1000);
});
