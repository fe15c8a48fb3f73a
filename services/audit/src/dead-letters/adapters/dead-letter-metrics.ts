import { Injectable } from '@nestjs/common';
import { Metrics } from '@parley/service-kit';
import { Counter, Gauge } from 'prom-client';
import { DeadLetterStore } from '../application/dead-letter-store.js';
import { letterTopics, type LetterTopic } from '../domain/dead-letter.js';

/** How much was given up and still waits for somebody, for Prometheus. */
@Injectable()
export class DeadLetterMetrics {
  private readonly receivedTotal: Counter;

  constructor({ registry }: Metrics, letters: DeadLetterStore) {
    this.receivedTotal = new Counter({
      name: 'parley_dead_letters_received_total',
      help: 'Deliveries of dead letters that were kept.',
      labelNames: ['topic'],
      registers: [registry],
    });
    for (const topic of letterTopics) this.receivedTotal.inc({ topic }, 0);
    new Gauge({
      name: 'parley_dead_letters',
      help: 'Dead letters that nobody replayed or dropped yet.',
      labelNames: ['topic'],
      registers: [registry],
      async collect() {
        // Without the database there is no figure, and the other metrics are still wanted.
        const open = await letters.countOpen().catch(() => undefined);
        this.reset();
        if (open) for (const topic of letterTopics) this.set({ topic }, open.get(topic) ?? 0);
      },
    });
  }

  received(topic: LetterTopic): void {
    this.receivedTotal.inc({ topic });
  }
}
