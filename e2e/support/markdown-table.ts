type Cells = readonly (string | number)[];

/** A table in Markdown, without a line break at its end. */
export function markdownTable(header: Cells, rows: readonly Cells[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
