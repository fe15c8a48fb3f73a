import type { CloudEvent } from '../publish/cloud-event.js';
import type { Outcome } from './outcome.js';

/** One event of a bulk delivery (https://docs.dapr.io/reference/api/pubsub_api/). */
export interface BatchEntry {
  readonly entryId: string;
  readonly event: unknown;
}

/** After as many failures in a row from the start, it is not the events that are at fault. */
const SYSTEMIC = 3;

/**
 * Handles a batch, and what became of each entry. When the batch fails, each event is handled by itself, so that one
 * which cannot be handled does not take its neighbours along.
 */
export async function handleBatch(
  entries: readonly BatchEntry[],
  deliver: (events: readonly CloudEvent[]) => Promise<Outcome>,
): Promise<{ statuses: { entryId: string; status: Outcome }[] }> {
  const outcomes = await outcomesOf(
    entries.map(({ event }) => event as CloudEvent),
    deliver,
  );
  // From its second attempt on, a batch holds only what failed, and Dapr 1.18 then looks for the event to dead-letter
  // at its old position. Without DROP it finds it by id, once the retries are used up.
  const mayDrop = entries.every(({ entryId }, index) => entryId === String(index));
  return {
    statuses: entries.map(({ entryId }, index) => {
      const outcome = outcomes[index] ?? 'RETRY';
      return { entryId, status: outcome === 'DROP' && !mayDrop ? 'RETRY' : outcome };
    }),
  };
}

async function outcomesOf(
  events: readonly CloudEvent[],
  deliver: (events: readonly CloudEvent[]) => Promise<Outcome>,
): Promise<Outcome[]> {
  const whole = await deliver(events);
  if (whole === 'SUCCESS' || events.length === 1) return events.map(() => whole);
  const alone: Outcome[] = [];
  for (const event of events) {
    const systemic = alone.length >= SYSTEMIC && alone.every((outcome) => outcome === 'RETRY');
    alone.push(systemic ? 'RETRY' : await deliver([event]));
  }
  return alone;
}
