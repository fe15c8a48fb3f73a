import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@parley/kernel';
import { storableText } from '../../records/domain/audited-event.js';
import type { LetterTopic } from '../domain/dead-letter.js';
import { letterContent } from '../domain/letter-content.js';
import { DeadLetterStore } from './dead-letter-store.js';

/** Keeps what a service gave up. Whatever the bytes are, they can be kept. */
@Injectable()
export class KeepDeadLetter {
  constructor(
    private readonly letters: DeadLetterStore,
    private readonly clock: Clock,
  ) {}

  async execute(topic: LetterTopic, bytes: Uint8Array, key?: string): Promise<void> {
    const content = letterContent(bytes);
    await this.letters.keep({
      ...content,
      id: newId(),
      topic,
      key: storableText(key),
      bytes,
      at: this.clock.now(),
    });
  }
}
