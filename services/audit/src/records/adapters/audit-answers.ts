import type { AuditRecord } from '../domain/audit-record.js';

/** A record as clients receive it. */
export class AuditRecordAnswer {
  /** Place in the chain, from 1. */
  seq!: number;
  /** Id of the event. */
  id!: string;
  type!: string;
  /** App that published the event. */
  source!: string;
  subject!: string | null;
  time!: string;
  /** User who acted. */
  actor!: string | null;
  /** Payload of the event. */
  data!: unknown;
  /** Hex SHA-256. */
  hash!: string;
  /** Hash of the record before; zeros for the first. */
  prevHash!: string;
}

export class AuditPageAnswer {
  items!: AuditRecordAnswer[];
  nextCursor!: string | null;
}

export function toAnswer({ data, ...record }: AuditRecord): AuditRecordAnswer & { workspaceId: string } {
  return { ...record, data: JSON.parse(data) as unknown };
}
