import { Injectable } from '@nestjs/common';
import { Publisher, type OutgoingEvent } from '@parley/dapr';
import { Clock, failpoint } from '@parley/kernel';
import { Transactions } from '@parley/persistence';
import type { DeadLetter } from '../domain/dead-letter.js';
import { eventIn } from '../domain/letter-content.js';
import { NotAnEventError } from '../domain/letter-errors.js';
import { DeadLetterStore } from './dead-letter-store.js';
import { OperatorLog } from './operator-log.js';

/**
 * Publishes letters as the events they were, then marks them. A crash in between leaves them open, and the next
 * replay publishes the same ids again: whoever handled them remembers that.
 */
@Injectable()
export class LetterReplayer {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: DeadLetterStore,
    private readonly publisher: Publisher,
    private readonly log: OperatorLog,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotAnEventError before anything is published
   * @throws SidecarError when the broker did not take all of them; then none is marked
   */
  async replay(letters: readonly DeadLetter[], operator: string): Promise<void> {
    const outgoing = letters.map((letter) => ({ topic: letter.topic, event: outgoingOf(letter) }));
    for (const [topic, events] of Map.groupBy(outgoing, (one) => one.topic)) {
      await this.publisher.publishBulk(
        topic,
        events.map(({ event }) => event),
      );
    }
    failpoint('dead-letters.published');
    await this.transactions.run(async () => {
      await this.letters.resolve(letters, { status: 'replayed', at: this.clock.now(), by: operator });
      for (const letter of letters) this.log.record('dead-letter.replayed', letter, operator);
    });
  }
}

function outgoingOf({ bytes, key }: DeadLetter): OutgoingEvent {
  const event = eventIn(bytes);
  if (!event) throw new NotAnEventError();
  // An event from elsewhere may have neither key nor subject.
  const { subject } = event as { readonly subject?: unknown };
  return { event, partitionKey: key ?? (typeof subject === 'string' ? subject : event.id) };
}
