import { describeSpread, ratioOf, spreadOf } from './spread.ts';

it('takes the middle of an odd number of rounds and the mean of the two middle ones of an even number', () => {
  expect(spreadOf([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
  expect(spreadOf([10, 2, 1, 4])).toEqual({ median: 3, min: 1, max: 10 });
});

it('sorts by size, not by spelling', () => {
  expect(spreadOf([100, 20, 3])).toEqual({ median: 20, min: 3, max: 100 });
});

it('leaves out a turn that gave nothing, and has no figure when none gave any', () => {
  expect(spreadOf([NaN, 2, 4])).toEqual({ median: 3, min: 2, max: 4 });
  expect(spreadOf([NaN])).toEqual({ median: NaN, min: NaN, max: NaN });
});

it('compares within a round, so that a slow round of both leaves the ratio as it is', () => {
  expect(ratioOf([10, 100, 20], [5, 50, 10])).toEqual({ median: 2, min: 2, max: 2 });
});

it('shows how far the ratio differs between rounds', () => {
  expect(ratioOf([10, 12, 20], [10, 4, 10])).toEqual({ median: 2, min: 1, max: 3 });
});

it('has no ratio of a round in which the baseline is 0 or missing', () => {
  expect(ratioOf([3, 4, 5], [0, 2])).toEqual({ median: 2, min: 2, max: 2 });
});

it('writes the median with its spread', () => {
  expect(describeSpread({ median: 7.123, min: 6, max: 1234.5 })).toBe('7.12 (6..1,235)');
  expect(describeSpread({ median: 0.0123, min: 0.0123, max: 0.0123 })).toBe('0.0123');
  expect(describeSpread({ median: 5377, min: 5377, max: 5377 })).toBe('5,377');
  expect(describeSpread(spreadOf([]))).toBe('–');
});
