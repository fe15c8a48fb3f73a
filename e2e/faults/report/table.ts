import { markdownTable } from '../../support/markdown-table.ts';
import type { Result } from '../run.ts';

/** How many findings of one checker a report spells out. */
const SHOWN = 5;

export function passed({ problems }: Pick<Result, 'problems'>): boolean {
  return Object.values(problems).every((found) => found.length === 0);
}

/** What a failed run broke, with how to repeat it. */
export function complaint({ fault, seed, problems }: Result): string {
  const lines = Object.entries(problems).flatMap(([checker, found]) => [
    ...found.slice(0, SHOWN).map((problem) => `    ${checker}: ${problem}`),
    ...(found.length > SHOWN ? [`    ${checker}: … and ${found.length - SHOWN} more`] : []),
  ]);
  return [
    `${fault.id} broke a guarantee. Again: npm run faults -- --only ${fault.id} --seed ${seed}`,
    ...lines,
  ].join('\n');
}

/** One row per fault, over all its seeds. */
export function markdown(results: readonly Result[]): string {
  const header = [
    'fault',
    'what',
    'runs',
    'operations ok / refused / unknown',
    'delivered again',
    'settled after (s)',
    'reminders',
    'latest (s)',
    'verdict',
  ];
  const rows = [...Map.groupBy(results, ({ fault }) => fault)].map(([{ id, title }, runs]) => {
    const sum = (of: (run: Result) => number) => runs.reduce((total, run) => total + of(run), 0);
    const most = (of: (run: Result) => number) => Math.max(...runs.map(of)).toFixed(1);
    const broken = runs.filter((run) => !passed(run)).map(({ seed }) => seed);
    return [
      id,
      title,
      String(runs.length),
      [sum((r) => r.observed.ok), sum((r) => r.observed.failed), sum((r) => r.observed.unknown)].join(' / '),
      String(sum((r) => r.repeatedDeliveries)),
      most((r) => r.recoverySeconds),
      String(sum((r) => r.reminders)),
      most((r) => r.observed.latestReminderMs / 1_000),
      broken.length === 0 ? 'holds' : `broken with seed ${broken.join(', ')}`,
    ];
  });
  return `${markdownTable(header, rows)}\n`;
}
