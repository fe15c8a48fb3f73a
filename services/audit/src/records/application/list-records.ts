import { Injectable } from '@nestjs/common';
import type { AuditRecord } from '../domain/audit-record.js';
import { RecordStore, type RecordFilter } from './record-store.js';

export interface RecordPage {
  readonly items: readonly AuditRecord[];
  /** Place before which the next page goes on; null on the last page. */
  readonly next: number | null;
}

/** Reads the log of a workspace, newest first. */
@Injectable()
export class ListRecords {
  constructor(private readonly records: RecordStore) {}

  /** @param limit 1..500 */
  async execute(workspaceId: string, filter: RecordFilter, limit: number): Promise<RecordPage> {
    const found = await this.records.list(workspaceId, filter, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? last.seq : null };
  }
}
