import type { AuditRecord, ChainHead } from '../domain/audit-record.js';

/** Which records of a workspace are wanted. */
export interface RecordFilter {
  readonly subject?: string | undefined;
  readonly type?: string | undefined;
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  /** Only records before this place. */
  readonly before?: number | undefined;
}

/** The recorded end of a chain and how far its stored records reach. */
export interface ChainEnd {
  readonly head: ChainHead;
  /** Highest place of a stored record; equal to `head.seq` in a chain that holds. */
  readonly stored: number;
}

/** The chains, one per workspace. */
export abstract class RecordStore {
  /** Heads of the chains, locked until the transaction ends, in an order that cannot deadlock. */
  abstract lockHeads(workspaceIds: readonly string[]): Promise<ReadonlyMap<string, ChainHead>>;

  /** Adds records and moves the heads to the last of each chain. */
  abstract append(records: readonly AuditRecord[]): Promise<void>;

  /** Newest first. */
  abstract list(workspaceId: string, filter: RecordFilter, limit: number): Promise<readonly AuditRecord[]>;

  abstract end(workspaceId: string): Promise<ChainEnd>;

  /** Oldest first, up to a place; a page at a time is held in memory. */
  abstract read(workspaceId: string, upTo: number): AsyncGenerator<AuditRecord>;
}
