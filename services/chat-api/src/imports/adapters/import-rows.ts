import type { Prisma, Import as ImportRow } from '../../generated/prisma/client.js';
import { toSeriesData, toTaskData } from '../../tasks/adapters/task-row.js';
import type { Import, ImportProblem, ImportStatus } from '../domain/import.js';
import { shownRow, type MadeRow } from '../domain/made-row.js';
import type { SourceFormat } from '../domain/sources/readers.js';

/** Members of an import's row that are read; the file is not among them. */
export const importColumns = {
  ...{ id: true, workspaceId: true, userId: true, zone: true, locale: true, name: true, format: true },
  ...{ status: true, size: true, checked: true, tasks: true, series: true, known: true, skipped: true },
  ...{ refused: true, made: true, announced: true, problem: true, createdAt: true, finishedAt: true },
} as const satisfies Prisma.ImportSelect;

export function toImport(row: Pick<ImportRow, keyof typeof importColumns>): Import {
  const { workspaceId, userId, zone, locale, format, status, problem, ...rest } = row;
  return {
    ...rest,
    scope: { workspaceId, userId, zone, locale },
    format: format as SourceFormat | null,
    status: status as ImportStatus,
    problem: problem as unknown as ImportProblem | null,
  };
}

/** A row of `import_rows`, as `jsonb_to_recordset` reads it. */
export function toRowJson(row: MadeRow, position: number, known: ReadonlySet<string>, locale: string) {
  const place = { position, line: row.line };
  if (row.kind === 'untaken') {
    const shown = { title: row.text };
    return { ...place, outcome: row.outcome, reason: row.reason, shown };
  }
  const { key } = row;
  if (row.kind === 'series') {
    const { series, previous } = row;
    const outcome = known.has(key) ? 'known' : 'series';
    return {
      ...place,
      outcome,
      key,
      target_id: series.id,
      series: columns(toSeriesData(series)),
      series_key: previous,
    };
  }
  const { task, series, seriesKey } = row;
  return {
    ...{ ...place, outcome: known.has(key) ? 'known' : 'task', key, target_id: task.id },
    series: series && columns(toSeriesData(series)),
    task: columns(toTaskData(task)),
    series_key: seriesKey,
    shown: shownRow(row, locale),
  };
}

/** Members under the names of their columns. */
function columns(data: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value as unknown,
    ]),
  );
}
