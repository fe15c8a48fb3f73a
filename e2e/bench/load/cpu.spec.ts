import { costOf, meterCpu, parseStat, treeTime } from './cpu.ts';

const stat = (pid: number, name: string, parent: number, ticks: readonly number[]) =>
  `${pid} (${name}) S ${parent} 1 1 0 -1 4194304 100 0 0 0 ${ticks.join(' ')} 20 0 1 0 3457762 2998272 416`;

it('adds user and system time of a process and of its children that have ended', () => {
  expect(parseStat(stat(7, 'node', 3, [10, 5, 2, 1]))).toEqual({ pid: 7, parent: 3, spent: 180 });
});

it('is not misled by blanks and brackets in the name of a program', () => {
  expect(parseStat(stat(7, 'a) S (b 9', 3, [1, 0, 0, 0]))).toEqual({ pid: 7, parent: 3, spent: 10 });
});

it('counts descendants of any depth once, and nobody else', () => {
  const processes = [
    { pid: 1, parent: 0, spent: 1_000 },
    { pid: 2, parent: 1, spent: 1 },
    { pid: 3, parent: 2, spent: 10 },
    { pid: 4, parent: 3, spent: 100 },
    { pid: 5, parent: 1, spent: 500 },
  ];
  expect(treeTime(processes, [2, 3])).toBe(111);
});

it('sees the work of this process', () => {
  const spent = meterCpu([process.pid]);
  const before = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  while (used() < 200);
  expect(spent()).toBeGreaterThan(150);
});

it('divides what was spent among the requests, and what was spent because of them', () => {
  expect(costOf(2_000, 10_000, 0.05, 100)).toEqual({ perRequest: 20, aboveIdle: 15 });
});

it('does not let requests cost less than nothing', () => {
  expect(costOf(100, 10_000, 0.05, 10).aboveIdle).toBe(0);
});
