import { derivedId, newId } from './ids.js';

it('makes ids whose order is that of their making', () => {
  const ids = Array.from({ length: 2_000 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('makes version 7 ids for what is new and version 5 ids for what is derived', () => {
  const version = (id: string) => id.charAt(14);
  expect([version(newId()), version(derivedId('a'))]).toEqual(['7', '5']);
});

it('derives the same id from the same parts, across processes and releases', () => {
  expect(derivedId('series', '2026-11-21')).toBe('4e83a814-14fd-5878-be4b-2033e8dd4f27');
});

it.each([
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
  [['a', ''], ['a']],
  [
    ['a', 'b'],
    ['b', 'a'],
  ],
])('derives different ids from %j and %j', (some, others) => {
  expect(derivedId(...some)).not.toBe(derivedId(...others));
});
