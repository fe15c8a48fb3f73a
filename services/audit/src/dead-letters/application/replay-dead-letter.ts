import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { INBOX_RETENTION_DAYS } from '@parley/outbox';
import type { DeadLetter } from '../domain/dead-letter.js';
import { ForgottenLetterError, UnknownLetterError } from '../domain/letter-errors.js';
import { rememberedSince } from '../domain/memory.js';
import { DeadLetterStore } from './dead-letter-store.js';
import { LetterReplayer } from './letter-replayer.js';

/** Publishes one letter again, whatever became of it before: a repetition does no harm. */
@Injectable()
export class ReplayDeadLetter {
  constructor(
    private readonly letters: DeadLetterStore,
    private readonly replayer: LetterReplayer,
    private readonly clock: Clock,
    @Inject(INBOX_RETENTION_DAYS) private readonly memoryDays: number,
  ) {}

  /**
   * @param force also one so old that who handled it would do so again
   * @returns the letter as it is now; still open when it already came back
   * @throws UnknownLetterError, NotAnEventError, ForgottenLetterError
   */
  async execute(id: string, operator: string, force = false): Promise<DeadLetter> {
    const letter = await this.get(id);
    const since = rememberedSince(this.memoryDays, this.clock.now());
    if (!force && letter.replayable && letter.madeAt < since) throw new ForgottenLetterError(this.memoryDays);
    await this.replayer.replay([letter], operator);
    return this.get(id);
  }

  private async get(id: string): Promise<DeadLetter> {
    const letter = await this.letters.find(id);
    if (!letter) throw new UnknownLetterError();
    return letter;
  }
}
