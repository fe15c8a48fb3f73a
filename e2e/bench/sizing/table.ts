import { markdownTable } from '../../support/markdown-table.ts';
import { round, type Distribution } from '../load/percentiles.ts';
import type { PartSize, Size } from './measure-size.ts';

/** What each number of replicas needs and gives, and what a create takes at each rate, as Markdown. */
export function sizingMarkdown(
  sizes: readonly Size[],
  rates: ReadonlyMap<number, Distribution>,
  rate: number,
): string {
  const columns = sizes.map(({ replicas }) => `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`);
  const names = sizes[0]?.parts.map(({ name }) => name) ?? [];
  const byPart = (title: string, of: (part: PartSize) => number) =>
    markdownTable(
      [title, ...columns],
      [
        ...names.map((name) => [
          name,
          ...sizes.map(({ parts }) => {
            const part = parts.find((one) => one.name === name);
            return part === undefined ? '–' : of(part);
          }),
        ]),
        ['all', ...sizes.map(({ parts }) => round(parts.reduce((sum, part) => sum + of(part), 0)))],
      ],
    );
  return [
    byPart('CPU per task, ms', ({ cpuPerTask }) => cpuPerTask),
    byPart('idle, % of a core', ({ idleCpu }) => idleCpu),
    byPart('idle, MB', ({ idleMemory }) => idleMemory),
    markdownTable(
      ['replicas', `create at ${rate}/s: p50 (ms)`, 'p95 (ms)', 'commands per minute', 'doubts'],
      sizes.map(({ replicas, latency, perMinute, doubts }) => [
        ...[replicas, latency.p50, latency.p95, perMinute],
        doubts.length === 0 ? 'none' : doubts.join('; '),
      ]),
    ),
    markdownTable(
      ['creates per second, one replica', 'p50 (ms)', 'p95 (ms)', 'p99 (ms)'],
      [...rates].map(([perSecond, { p50, p95, p99 }]) => [perSecond, p50, p95, p99]),
    ),
    '',
  ].join('\n\n');
}
