import { Injectable } from '@nestjs/common';
import { SidecarClient } from '../sidecar/sidecar-client.js';
import { SidecarError } from '../sidecar/sidecar-error.js';
import { components } from '../sidecar/sidecar-options.js';
import type { CloudEvent } from './cloud-event.js';

/** An event on its way to the broker. */
export interface OutgoingEvent {
  readonly event: CloudEvent;
  /** Events of one key keep their order. */
  readonly partitionKey: string;
}

const PUBLISH_TIMEOUT_MS = 10_000;

/** The sidecar refuses bodies above 4 MiB; an event is smaller than the rest (see the outbox). */
const MAX_CALL_BYTES = 3 * 1024 * 1024;

/** Publishes to the `pubsub` component, or to another that is named. */
@Injectable()
export class Publisher {
  constructor(private readonly sidecar: SidecarClient) {}

  /**
   * Publishes events of one topic, ids kept and in order per key, in as few calls as that and their size allow.
   * @throws SidecarError when any event was not taken; those before it may have been.
   */
  async publishBulk(
    topic: string,
    events: readonly OutgoingEvent[],
    component: string = components.pubsub,
  ): Promise<void> {
    for (const body of wavesOf(events).flatMap((wave) => callsOf(wave.map(entry)))) {
      const answer = await this.sidecar.request({
        method: 'POST',
        path: `/v1.0/publish/bulk/${component}/${encodeURIComponent(topic)}`,
        body,
        operation: `publish to ${topic}`,
        timeoutMs: PUBLISH_TIMEOUT_MS,
      });
      // A partial failure answers 500 and lists the entries; a 2xx means that the broker has all of them.
      if (answer.status < 200 || answer.status >= 300) {
        throw new SidecarError(`publish to ${topic}`, answer.status, answer.text);
      }
    }
  }
}

/**
 * Events in groups that have no two of one key, since a call keeps no order: some brokers are given its events all at
 * once, and Kafka's producer sends one that failed behind those that did not.
 */
function wavesOf(events: readonly OutgoingEvent[]): OutgoingEvent[][] {
  const waves: OutgoingEvent[][] = [];
  const before = new Map<string, number>();
  for (const event of events) {
    const wave = before.get(event.partitionKey) ?? 0;
    (waves[wave] ??= []).push(event);
    before.set(event.partitionKey, wave + 1);
  }
  return waves;
}

function entry({ event, partitionKey }: OutgoingEvent): object {
  return {
    entryId: event.id,
    event,
    contentType: 'application/cloudevents+json',
    metadata: { partitionKey },
  };
}

function callsOf(entries: readonly object[]): object[][] {
  const calls: object[][] = [];
  let room = 0;
  for (const one of entries) {
    const size = Buffer.byteLength(JSON.stringify(one));
    if (size > room) {
      calls.push([]);
      room = MAX_CALL_BYTES;
    }
    calls.at(-1)?.push(one);
    room -= size;
  }
  return calls;
}
