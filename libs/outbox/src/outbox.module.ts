import { Global, Module } from '@nestjs/common';
import { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';

/** Outbox, relay and inbox on the database of the service, which provides `Transactions` and `Clock`. */
@Global()
@Module({ providers: [Inbox, Outbox, Relay], exports: [Inbox, Outbox, Relay] })
export class OutboxModule {}
