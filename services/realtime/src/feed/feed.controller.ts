import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  changeAppendedV1,
  ChangeAppendedV1,
  securityRecordedV1,
  SecurityRecordedV1,
} from '@parley/contracts';
import { OnEvent, traceparentOf } from '@parley/dapr';
import { OpenSockets } from '../sockets/open-sockets.js';

/** Passes on what happened. Every replica gets every event; losing one costs a client a moment, not data. */
@Controller()
export class FeedController {
  constructor(private readonly sockets: OpenSockets) {}

  @OnEvent(changeAppendedV1, { pubsub: 'fanout' })
  change(@Payload() { userId, seq, change, body }: ChangeAppendedV1): void {
    this.sockets.toUser(userId, 'change', { ...body, seq, type: change }, { traceparent: traceparentOf() });
  }

  @OnEvent(securityRecordedV1, { pubsub: 'fanout' })
  security(@Payload() { action, objectId }: SecurityRecordedV1): void {
    if (objectId === undefined) return;
    if (action === 'session.ended') this.sockets.endSession(objectId, 'signed-out');
    if (action === 'key.revoked') this.sockets.endSession(`key:${objectId}`, 'key-revoked');
  }
}
