import type { Scope } from '../../scope.js';
import type { SourceFormat } from './sources/readers.js';

/**
 * `checking` reads the file; `ready` waits for a yes; `running` makes everything in one commit; `finishing` tells
 * clients and other services of it. The last three are over.
 */
export const importStatuses = [
  'checking',
  'ready',
  'running',
  'finishing',
  'completed',
  'cancelled',
  'failed',
] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** Why an import failed. */
export interface ImportProblem {
  readonly code: string;
  readonly detail: string;
}

/** The import of a file, without the file. */
export interface Import {
  readonly id: string;
  readonly scope: Scope;
  readonly name: string | null;
  readonly format: SourceFormat | null;
  readonly status: ImportStatus;
  readonly size: number;
  readonly checked: number;
  /** Rows that make a task, or will. */
  readonly tasks: number;
  readonly series: number;
  /** Rows that were imported before, or are this person's own. */
  readonly known: number;
  readonly skipped: number;
  readonly refused: number;
  readonly made: number;
  readonly announced: number;
  readonly problem: ImportProblem | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** An import as the API and the change feed show it. */
export type ImportView = ReturnType<typeof importView>;

export function importView(one: Import) {
  const { id, name, format, status, size, checked, tasks, series, known, skipped, refused } = one;
  const { made, announced, problem, createdAt, finishedAt } = one;
  return {
    ...{ id, name, format, status, size },
    /** Rows of the file, and what becomes of them. */
    rows: { checked, tasks, series, known, skipped, refused },
    /** Tasks that are there, and how many of them every device has heard of. */
    made,
    announced,
    /** Whether it can still be called off. */
    cancellable: isCancellable(status),
    problem,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** Until the commit that makes everything. */
export function isCancellable(status: ImportStatus): boolean {
  return status === 'checking' || status === 'ready' || status === 'running';
}
