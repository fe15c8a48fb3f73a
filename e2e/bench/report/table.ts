import { markdownTable } from '../../support/markdown-table.ts';
import type { Figure } from '../measurements/measurement.ts';

/** The figures as Markdown, with what they were measured on. */
export function markdown(figures: readonly Figure[], facts: Readonly<Record<string, string>>): string {
  const rows = figures.map(({ row, what, bar, measured, verdict }) =>
    [String(row), what, bar, measured, verdict].map((cell) => cell.replaceAll('|', '\\|')),
  );
  const header = ['row', 'what', 'bar', 'measured', 'verdict'];
  const notes = Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`);
  return [markdownTable(header, rows), '', ...notes, ''].join('\n');
}
