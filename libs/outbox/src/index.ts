export { INBOX_RETENTION_DAYS } from './inbox-pruner.js';
export { Inbox } from './inbox.js';
export { Outbox } from './outbox.js';
export { OutboxModule } from './outbox.module.js';
export { Relay } from './relay.js';
