import { IsUUID } from 'class-validator';
import { defineEvent } from '../define-event.js';

/** Payload of `parley.fanout.probed.v1`: a replica asks whether what is published reaches it. */
export class FanoutProbedV1 {
  /** The replica that asks; it alone takes notice. */
  @IsUUID()
  replica!: string;
}

export const fanoutProbedV1 = defineEvent({
  type: 'parley.fanout.probed.v1',
  topic: 'fanout-probes',
  payload: FanoutProbedV1,
  summary: 'A replica that holds sockets asks whether what is published reaches it.',
  partitionKey: (event) => event.replica,
  producer: 'realtime',
  consumers: ['realtime'],
});
