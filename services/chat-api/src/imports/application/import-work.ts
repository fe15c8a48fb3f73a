import type { Import, ImportStatus } from '../domain/import.js';
import type { MadeRow } from '../domain/made-row.js';

/** An import that this process works on, until its lease ends. */
export interface HeldImport {
  readonly one: Import;
  readonly holder: string;
  /** How often it was taken up since it last moved on. */
  readonly attempts: number;
}

/** Another replica has taken over, or the import was called off: whoever works on it stops. */
export class LeaseLostError extends Error {
  constructor() {
    super('The import is no longer held.');
  }
}

/** What a row made, as far as it is there. */
export interface MadeIds {
  readonly position: number;
  readonly taskId: string | null;
  readonly seriesId: string | null;
}

/** Imports as those see them who work on them. */
export abstract class ImportWork {
  /** Takes up an import that waits for work and that nobody holds. */
  abstract claim(holder: string): Promise<HeldImport | null>;
  /** Within the transaction of a step: holds it for longer. @throws LeaseLostError */
  abstract renew(held: HeldImport, status: ImportStatus): Promise<Import>;
  /** Lets others take it up after a while. */
  abstract release(held: HeldImport, seconds: number): Promise<void>;

  abstract file(id: string): Promise<Uint8Array>;
  /** Adds rows that were read; those of before stay. */
  abstract addRows(one: Import, first: number, rows: readonly MadeRow[]): Promise<void>;
  /** The next tasks and series that were made, that nobody was told of yet, in the order of the file. */
  abstract madeAfter(one: Import, limit: number): Promise<readonly MadeIds[]>;
  /** Keeps others from changing them until the transaction ends. */
  abstract lockTasks(one: Import, ids: readonly string[]): Promise<void>;
  abstract announcedTo(id: string, position: number, tasks: number): Promise<void>;
  /** Whether the events that wait to be published are few. */
  abstract outboxHasRoom(): Promise<boolean>;
}
