import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { INBOX_RETENTION_DAYS } from '@parley/outbox';
import { rememberedSince } from '../domain/memory.js';
import { DeadLetterStore, type LeftOpen, type LetterFilter } from './dead-letter-store.js';
import { LetterReplayer } from './letter-replayer.js';

/** A page is in memory with its bytes, up to 1 MiB each. */
const PAGE = 50;
/** A call ends before clients lose patience. */
const PAGES = 20;

export interface BulkReplay extends LeftOpen {
  readonly replayed: number;
  /** Whether another call would replay more. */
  readonly more: boolean;
  /** Until when letters were looked at; the `to` of further calls, so that none takes up what came back meanwhile. */
  readonly to: Date;
}

/**
 * Publishes all open letters of a filter again, oldest first, up to a number per call. Those so old that who handled
 * them would do so again are for somebody to look at, one by one.
 */
@Injectable()
export class ReplayMatching {
  constructor(
    private readonly letters: DeadLetterStore,
    private readonly replayer: LetterReplayer,
    private readonly clock: Clock,
    @Inject(INBOX_RETENTION_DAYS) private readonly memoryDays: number,
  ) {}

  async execute(wanted: LetterFilter, operator: string): Promise<BulkReplay> {
    const to = wanted.to ?? this.clock.now();
    const filter = { ...wanted, to };
    const since = rememberedSince(this.memoryDays, this.clock.now());
    let replayed = 0;
    let more = true;
    for (let page = 0, after: string | undefined; more && page < PAGES; page++) {
      const found = await this.letters.replayable(filter, since, PAGE + 1, after);
      const letters = found.slice(0, PAGE);
      if (letters.length > 0) await this.replayer.replay(letters, operator);
      replayed += letters.length;
      more = found.length > PAGE;
      after = letters.at(-1)?.id;
    }
    return { replayed, ...(await this.letters.countLeftOpen(filter, since)), more, to };
  }
}
