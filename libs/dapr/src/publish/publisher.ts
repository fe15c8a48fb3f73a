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
   * Publishes events of one topic in order, ids and keys kept, in as few calls as their size allows.
   * @throws SidecarError when any event was not taken; those before it may have been.
   */
  async publishBulk(
    topic: string,
    events: readonly OutgoingEvent[],
    component: string = components.pubsub,
  ): Promise<void> {
    for (const body of callsOf(events.map(entry))) {
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
