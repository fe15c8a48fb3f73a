import { createHash } from 'node:crypto';
import type { AuditedEvent, AuditRecord, ChainHead } from './audit-record.js';
import { canonicalJson } from './canonical-json.js';

/** Stands for "no record before". */
export const GENESIS: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/**
 * Hex SHA-256 over the previous hash (32 bytes) and the canonical JSON (RFC 8785, UTF-8) of the record: its members
 * without the two hashes, `data` as JSON.
 */
export function hashOf(record: Omit<AuditRecord, 'hash'>): string {
  const { workspaceId, seq, id, type, source, subject, time, actor, data, prevHash } = record;
  const members = {
    workspaceId,
    seq,
    id,
    type,
    source,
    subject,
    time,
    actor,
    data: JSON.parse(data) as unknown,
  };
  return createHash('sha256')
    .update(Buffer.from(prevHash, 'hex'))
    .update(canonicalJson(members))
    .digest('hex');
}

/** Gives events their places behind `head`, in order. */
export function link(head: ChainHead, events: readonly AuditedEvent[]): AuditRecord[] {
  let { seq, hash } = head;
  return events.map((event) => {
    const unhashed = { ...event, seq: seq + 1, prevHash: hash };
    const record = { ...unhashed, hash: hashOf(unhashed) };
    ({ seq, hash } = record);
    return record;
  });
}
