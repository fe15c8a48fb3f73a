import { markdownTable } from '../../support/markdown-table.ts';
import { describeSpread, ratioOf, spreadOf } from '../rounds/spread.ts';
import type { ComparisonResult, SideResult, Table } from '../rounds/comparison.ts';

/** The tables of a comparison as Markdown, each side below the other, with what they were measured on. */
export function comparisonMarkdown(result: ComparisonResult): string {
  const sides = [result.product, ...result.baselines];
  const notes = {
    ...result.facts,
    'CPU while idle': `${sides.map(({ name, idleCpu }) => `${name} ${idleCpu}`).join(', ')} % of one core`,
    Doubts: doubts(sides),
  };
  return [
    ...result.tables.map((table) => tableOf(table, result)),
    Object.entries(notes)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join('\n'),
    '',
  ].join('\n\n');
}

/** Medians of the rounds with least and most; below each baseline, how many times it the product is. */
function tableOf({ title, columns }: Table, { product, baselines }: ComparisonResult): string {
  const keys = Object.keys(columns);
  const row = (name: string, cell: (key: string) => string) => [name, ...keys.map(cell)];
  const rows = [
    row(product.name, (key) => describeSpread(spreadOf(valuesOf(product, key)))),
    ...baselines.flatMap((baseline) => [
      row(baseline.name, (key) => describeSpread(spreadOf(valuesOf(baseline, key)))),
      row(`${product.name} / ${baseline.name}`, (key) =>
        describeSpread(ratioOf(valuesOf(product, key), valuesOf(baseline, key))),
      ),
    ]),
  ];
  return markdownTable([title, ...Object.values(columns)], rows);
}

function valuesOf({ turns }: SideResult, key: string): number[] {
  return turns.map(({ figures }) => figures[key] ?? NaN);
}

function doubts(sides: readonly SideResult[]): string {
  const found = sides.flatMap(({ name, turns }) =>
    turns.flatMap(({ remarks }, index) =>
      remarks.length === 0 ? [] : `${name}, round ${index + 1}: ${remarks.join(', ')}`,
    ),
  );
  return found.length === 0 ? 'none' : found.join('; ');
}
