import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { Transactions } from '@parley/persistence';
import type { DeadLetter } from '../domain/dead-letter.js';
import { AlreadyReplayedError, UnknownLetterError } from '../domain/letter-errors.js';
import { DeadLetterStore } from './dead-letter-store.js';
import { OperatorLog } from './operator-log.js';

/** Gives a letter up. It stays in the table, and deliveries of it are only counted from then on. */
@Injectable()
export class DropDeadLetter {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: DeadLetterStore,
    private readonly log: OperatorLog,
    private readonly clock: Clock,
  ) {}

  /** A second drop changes nothing. @throws UnknownLetterError, AlreadyReplayedError */
  async execute(id: string, operator: string): Promise<DeadLetter> {
    await this.transactions.run(async () => {
      const letter = await this.letters.lock(id);
      if (!letter) throw new UnknownLetterError();
      if (letter.status === 'replayed') throw new AlreadyReplayedError();
      if (letter.status === 'dropped') return;
      await this.letters.resolve([letter], { status: 'dropped', at: this.clock.now(), by: operator });
      this.log.record('dead-letter.dropped', letter, operator);
    });
    const letter = await this.letters.find(id);
    if (!letter) throw new UnknownLetterError();
    return letter;
  }
}
