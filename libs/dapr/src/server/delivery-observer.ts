import type { Outcome } from './outcome.js';

/** Told about every delivery, for logs and metrics. */
export abstract class DeliveryObserver {
  /** @param kind what it was; @param name its type, topic, name or method; @param seconds it took */
  abstract handled(
    kind: 'event' | 'batch' | 'dead-letter' | 'job' | 'command',
    name: string,
    outcome: Outcome | 'IGNORED',
    seconds: number,
    error?: unknown,
    eventId?: string,
  ): void;
}
