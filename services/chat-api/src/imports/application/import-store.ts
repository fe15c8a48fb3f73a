import type { Owner } from '../../tasks/application/task-repository.js';
import type { Import, ImportStatus } from '../domain/import.js';
import type { ShownRow } from '../domain/made-row.js';

/** A row of an import as it is shown. */
export interface RowView {
  readonly position: number;
  readonly line: number;
  readonly outcome: 'task' | 'series' | 'known' | 'skipped' | 'refused';
  readonly reason: string | null;
  readonly task: ShownRow | null;
}

/** Imports as their person sees them. Every method is scoped. */
export abstract class ImportStore {
  /** @throws ImportBusyError while another one of the person is not over */
  abstract insert(one: Import, file: Uint8Array): Promise<void>;
  /** @throws ImportNotFoundError */
  abstract get(owner: Owner, id: string): Promise<Import>;
  /** Locks it until the transaction ends. @throws ImportNotFoundError */
  abstract getForUpdate(owner: Owner, id: string): Promise<Import>;
  /** Newest first. */
  abstract list(owner: Owner, limit: number): Promise<Import[]>;
  abstract rows(
    owner: Owner,
    id: string,
    outcomes: readonly RowView['outcome'][],
    after: number,
    limit: number,
  ): Promise<RowView[]>;
  /** Writes where it stands; once it is read, the file goes; once it is over, all rows but those that were not taken. */
  abstract move(one: Import, status: ImportStatus, change?: Partial<Import>): Promise<Import>;
}
