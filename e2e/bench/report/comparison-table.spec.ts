import { comparisonMarkdown } from './comparison-table.ts';

const side = (name: string, p50: readonly number[], remarks: readonly string[] = []) => ({
  name,
  idleCpu: 2,
  turns: p50.map((value, index) => ({ figures: { p50: value }, remarks: index === 0 ? remarks : [] })),
});

const result = {
  tables: [{ title: 'create', columns: { p50: 'p50 (ms)', cpu: 'CPU (ms)' } }],
  facts: { Disk: 'the same' },
  product: side('Parley', [10, 30, 20]),
  baselines: [side('bare', [5, 10, 10], ['1 failed'])],
};

it('shows medians with their spread, and the ratio of each round below its baseline', () => {
  expect(comparisonMarkdown(result).split('\n').slice(0, 5)).toEqual([
    '| create | p50 (ms) | CPU (ms) |',
    '| --- | --- | --- |',
    '| Parley | 20 (10..30) | – |',
    '| bare | 10 (5..10) | – |',
    '| Parley / bare | 2 (2..3) | – |',
  ]);
});

it('says which turns are in doubt, and why', () => {
  expect(comparisonMarkdown(result)).toContain('- Doubts: bare, round 1: 1 failed\n');
  expect(comparisonMarkdown({ ...result, baselines: [] })).toContain('- Doubts: none\n');
});
