import { Injectable } from '@nestjs/common';
import type { ChainHead } from '../domain/audit-record.js';
import { ChainCheck, type ChainBreak } from '../domain/chain-check.js';
import { RecordStore } from './record-store.js';

/** What a verification found. */
export interface Verification extends Partial<ChainBreak> {
  readonly valid: boolean;
  /** Records that hold, from the first. */
  readonly count: number;
  /** The recorded end of the chain, worth noting elsewhere. */
  readonly head: ChainHead;
}

/** Follows the chain of a workspace from its first record to its recorded end. */
@Injectable()
export class VerifyChain {
  constructor(private readonly records: RecordStore) {}

  /** @param anchor a head noted earlier; without one, a chain rewritten from the start looks whole */
  async execute(workspaceId: string, anchor?: ChainHead): Promise<Verification> {
    const { head, stored } = await this.records.end(workspaceId);
    const check = new ChainCheck(anchor);
    for await (const record of this.records.read(workspaceId, head.seq)) {
      const broken = check.next(record);
      if (broken) return { valid: false, count: check.count, head, ...broken };
    }
    const broken = check.end(head, stored);
    return { valid: broken === undefined, count: check.count, head, ...broken };
  }
}
