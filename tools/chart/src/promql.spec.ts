import { asked } from './promql.ts';

it('names metrics, the labels they must have, and the values that are asked for', () => {
  const expr = 'sum by (service, le) (rate(a_bucket{kind="x",status=~"5.."}[5m])) / max(b{c!="d"}) + e';
  expect(asked(expr)).toEqual([
    {
      metric: 'a_bucket',
      labels: ['kind', 'status', 'service', 'le'],
      values: [{ label: 'kind', value: 'x' }],
    },
    { metric: 'b', labels: ['c'], values: [] },
    { metric: 'e', labels: [], values: [] },
  ]);
});

it('takes the nearest grouping, which is the only one that sees the metric', () => {
  expect(asked('sum by (a) (max by (a, b) (m))')).toEqual([{ metric: 'm', labels: ['a', 'b'], values: [] }]);
});

it('refuses what is not PromQL', () => {
  expect(() => asked('sum by (a (m)')).toThrow('Not PromQL');
});

it('wants of the metric what is shown of the result, unless a grouping loses it', () => {
  expect(asked('m / 2', ['a'])).toEqual([{ metric: 'm', labels: ['a'], values: [] }]);
  expect(() => asked('sum by (b) (m)', ['a'])).toThrow('no label a');
});
