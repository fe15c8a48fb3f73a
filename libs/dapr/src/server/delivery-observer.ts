import type { Outcome } from './outcome.js';

/** Told about every delivery, for logs and metrics. */
export abstract class DeliveryObserver {
  /** @param kind event, job or command; @param name its type, name or method; @param seconds it took */
  abstract handled(
    kind: 'event' | 'batch' | 'job' | 'command',
    name: string,
    outcome: Outcome | 'IGNORED',
    seconds: number,
    error?: unknown,
    eventId?: string,
  ): void;
}
