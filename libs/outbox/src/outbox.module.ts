import { Global, Module } from '@nestjs/common';
import { InboxPruner } from './inbox-pruner.js';
import { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';
import { PublishedPruner } from './published-pruner.js';
import { Relay } from './relay.js';

/**
 * Outbox, relay and inbox on the database of the service, which provides `Transactions`, `Clock` and
 * `INBOX_RETENTION_DAYS`.
 */
@Global()
@Module({ providers: [Inbox, InboxPruner, Outbox, PublishedPruner, Relay], exports: [Inbox, Outbox, Relay] })
export class OutboxModule {}
