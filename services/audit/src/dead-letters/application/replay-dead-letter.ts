import { Injectable } from '@nestjs/common';
import type { DeadLetter } from '../domain/dead-letter.js';
import { UnknownLetterError } from '../domain/letter-errors.js';
import { DeadLetterStore } from './dead-letter-store.js';
import { LetterReplayer } from './letter-replayer.js';

/** Publishes one letter again, whatever became of it before: a repetition does no harm. */
@Injectable()
export class ReplayDeadLetter {
  constructor(
    private readonly letters: DeadLetterStore,
    private readonly replayer: LetterReplayer,
  ) {}

  /**
   * @returns the letter as it is now; still open when it already came back
   * @throws UnknownLetterError, NotAnEventError
   */
  async execute(id: string, operator: string): Promise<DeadLetter> {
    await this.replayer.replay([await this.get(id)], operator);
    return this.get(id);
  }

  private async get(id: string): Promise<DeadLetter> {
    const letter = await this.letters.find(id);
    if (!letter) throw new UnknownLetterError();
    return letter;
  }
}
