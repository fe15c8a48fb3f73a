import type { AuditRecord, ChainHead } from './audit-record.js';
import { canonicalJson } from './canonical-json.js';
import { GENESIS, hashOf } from './chain.js';

/** Why a chain does not hold. */
export type BreakReason =
  | 'missing' // a record is not there
  | 'unlinked' // a record does not follow the one before it
  | 'altered' // a record is not what was hashed
  | 'truncated' // records at the end are not there
  | 'unaccounted' // there are records behind the recorded end
  | 'head-altered' // the recorded end is not the last record
  | 'anchor-mismatch'; // a hash noted earlier is not part of the chain

export interface ChainBreak {
  readonly brokenAt: number;
  readonly reason: BreakReason;
}

/** Follows a chain record by record, holding one at a time. */
export class ChainCheck {
  private last: ChainHead = GENESIS;

  /** @param anchor a record noted earlier, outside of this system, that must be part of the chain */
  constructor(private readonly anchor?: ChainHead) {}

  /** Records that held so far. */
  get count(): number {
    return this.last.seq;
  }

  /** @returns where and why the chain breaks, or undefined while it holds */
  next(record: AuditRecord): ChainBreak | undefined {
    const brokenAt = this.last.seq + 1;
    if (record.seq !== brokenAt) return { brokenAt, reason: 'missing' };
    if (record.prevHash !== this.last.hash) return { brokenAt, reason: 'unlinked' };
    if (!isAsHashed(record)) return { brokenAt, reason: 'altered' };
    if (this.anchor?.seq === record.seq && this.anchor.hash !== record.hash) {
      return { brokenAt, reason: 'anchor-mismatch' };
    }
    this.last = { seq: record.seq, hash: record.hash };
    return undefined;
  }

  /** Compares what was followed with the recorded end. @param stored how many places the stored records reach */
  end(head: ChainHead, stored: number): ChainBreak | undefined {
    const { seq, hash } = this.last;
    if (seq < head.seq) return { brokenAt: seq + 1, reason: 'truncated' };
    if (stored > head.seq) return { brokenAt: head.seq + 1, reason: 'unaccounted' };
    if (hash !== head.hash) return { brokenAt: seq, reason: 'head-altered' };
    if (this.anchor && this.anchor.seq > seq) return { brokenAt: seq + 1, reason: 'anchor-mismatch' };
    return undefined;
  }
}

/** A changed byte that leaves the meaning of the JSON alone is a change all the same. */
function isAsHashed(record: AuditRecord): boolean {
  try {
    return canonicalJson(JSON.parse(record.data)) === record.data && hashOf(record) === record.hash;
  } catch {
    return false; // the data is no longer JSON
  }
}
