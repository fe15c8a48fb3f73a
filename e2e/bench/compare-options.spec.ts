import { readCompareOptions } from './compare-options.ts';

it('compares everything in five rounds of a minute unless told otherwise', () => {
  const { comparisons, rounds, seconds } = readCompareOptions([]);
  expect({ comparisons, rounds, seconds }).toEqual({
    comparisons: ['create', 'push', 'throughput', 'timers', 'search'],
    rounds: 5,
    seconds: 60,
  });
});

it('takes the comparisons named, each once and in their own order', () => {
  expect(readCompareOptions(['--only', 'search,create,search']).comparisons).toEqual(['create', 'search']);
});

it.each([
  ['--only', 'creat'],
  ['--rounds', '0'],
  ['--rounds', '2.5'],
  ['--only', ''],
])('refuses %s %j', (...args) => {
  expect(() => readCompareOptions(args)).toThrow();
});
