import { syncsIn } from './syncs.ts';

it('reads when data was on the disk, also where calls overlap, and leaves out what failed', () => {
  const trace = [
    '101 1700000000.001000 fdatasync(5) = 0 <0.002000>',
    '102 1700000000.010000 fsync(7 <unfinished ...>',
    '101 1700000000.011000 fdatasync(5)     = -1 EIO (Input/output error) <0.001000>',
    '102 1700000000.014000 <... fsync resumed>) = 0 <0.004000>',
    '101 1700000000.020000 +++ exited with 0 +++',
    '',
  ].join('\n');
  const start = 1_700_000_000_000;
  expect(syncsIn(trace).map(({ from, to }) => [Math.round(from - start), Math.round(to - start)])).toEqual([
    [1, 3],
    [10, 14],
  ]);
});
