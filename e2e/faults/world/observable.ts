import type { Message } from '@parley/testing/topic-probe';
import type { Databases } from '../../support/databases.ts';

/** Services whose groups take events; `realtime` has a group per sidecar, which ends with it. */
export const CONSUMERS = ['audit', 'chat-api', 'notification', 'recurring-task'];
/** Databases of the services that publish. */
export const OUTBOXES = ['chat_api', 'notification', 'identity', 'audit'];
/** Every topic, and what it could not deliver. */
export const TOPICS = ['task-events', 'reminders', 'task-updates', 'security-events'].flatMap((topic) => [
  topic,
  `${topic}-dlq`,
]);

/** The product under test, wherever it runs, as far as checkers look at it from outside. */
export interface Observable {
  /** Origin of the UI, the API and the socket. */
  readonly url: string;
  /** Where histories are kept. */
  readonly dir: string;
  /** Everything that was on the topics, in the order of its arrival at a consumer that nobody disturbs. */
  readonly sink: { readonly messages: readonly Message[] };
  /** Events that are committed and not published. */
  readonly unpublished: () => Promise<number>;
  /** Messages that consumer groups have not acknowledged, by `group/topic`; only what is not zero. */
  readonly lag: () => Promise<Record<string, number>>;
}

export async function unpublishedIn(databases: Databases): Promise<number> {
  const counts = OUTBOXES.map((database) => databases.number(database, 'SELECT count(*) FROM outbox'));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
