import { BaseRpcContext } from '@nestjs/microservices';
import type { IncomingHttpHeaders } from 'node:http';
import type { CloudEvent } from '../publish/cloud-event.js';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  /** The envelope, for an event. */
  readonly event?: CloudEvent;
}

/** What came with a delivery beside its payload; `@Ctx()` of a handler. */
export class DaprContext extends BaseRpcContext<[Delivery]> {
  constructor(delivery: Delivery) {
    super([delivery]);
  }

  get headers(): IncomingHttpHeaders {
    return this.args[0].headers;
  }

  /** The CloudEvents envelope. @throws Error outside an event handler */
  get event(): CloudEvent {
    const { event } = this.args[0];
    if (!event) throw new Error('This delivery is not an event.');
    return event;
  }
}
