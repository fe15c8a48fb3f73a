import { deadLetterTopic, eventCatalogue, type AppId, type Topic } from '@parley/contracts';
import type { HandlerExtras, PubsubComponent } from './handlers.js';

/** One entry of `GET /dapr/subscribe`. */
export interface Subscription {
  readonly pubsubname: string;
  readonly topic: string;
  readonly route: string;
  /** Absent for a dead-letter topic, which has none of its own. */
  readonly deadLetterTopic?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly bulkSubscribe?: { enabled: true; maxMessagesCount: number; maxAwaitDurationMs: number };
}

/** Whole topics are for logs: a fifth of a second later, and many events share a transaction. */
const BULK = { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 200 } as const;

/** Where a person waits. */
const SOON = { ...BULK, maxAwaitDurationMs: 50 } as const;

/** In a batch, the key of a message is in the body; as an HTTP header it could hold no line break, and block the rest. */
const ONE_BY_ONE = { enabled: true, maxMessagesCount: 1, maxAwaitDurationMs: 200 } as const;
/**
 * Of several replicas one is served, where the broker would otherwise give events of one key to different ones
 * (RabbitMQ); brokers that know keys or have no such thing ignore it.
 */
const ONE_REPLICA = { singleActiveConsumer: 'true' } as const;

/** The subscriptions that the handlers of a process call for: one per component and topic. */
export function subscriptionsOf(handlers: Iterable<HandlerExtras>): Subscription[] {
  const found = new Map<
    string,
    { pubsub: PubsubComponent; topic: Topic; kind: 'event' | 'events' | 'topic' }
  >();
  const letters: Subscription[] = [];
  for (const extras of handlers) {
    if (extras.kind === 'dead-letter') letters.push(ofDeadLetters(extras.pubsub, extras.topic));
    if (extras.kind !== 'event' && extras.kind !== 'events' && extras.kind !== 'topic') continue;
    const { kind, pubsub } = extras;
    const topic = kind === 'topic' ? extras.topic : extras.definition.topic;
    const key = `${pubsub}/${topic}`;
    const known = found.get(key);
    if (known && known.kind !== kind)
      throw new Error(`${key} is handled in two ways: one by one, in batches of a type, or as a whole.`);
    found.set(key, { pubsub, topic, kind });
  }
  const events = [...found.values()].map(({ pubsub, topic, kind }) => ({
    pubsubname: pubsub,
    topic,
    route: `/events/${pubsub}/${topic}`,
    deadLetterTopic: deadLetterTopic(topic),
    metadata: ONE_REPLICA,
    ...(kind !== 'event' && { bulkSubscribe: kind === 'topic' ? BULK : SOON }),
  }));
  return [...events, ...letters];
}

function ofDeadLetters(pubsub: PubsubComponent, of: Topic): Subscription {
  const topic = deadLetterTopic(of);
  return {
    pubsubname: pubsub,
    topic,
    route: `/events/${pubsub}/${topic}`,
    // As bytes, Dapr does not look for an event in a message, and delivers whatever there is.
    metadata: { ...ONE_REPLICA, rawPayload: 'true' },
    bulkSubscribe: ONE_BY_ONE,
  };
}

/** Whether messages come as bytes, one in each batch. */
export function isOfDeadLetters({ metadata }: Subscription): boolean {
  return metadata['rawPayload'] === 'true';
}

/** The same subscription for a component that does not give batches itself; a batch of one is always full. */
export function oneByOne(subscription: Subscription): Subscription {
  const { bulkSubscribe, ...rest } = subscription;
  return bulkSubscribe && isOfDeadLetters(subscription) ? { ...rest, bulkSubscribe } : rest;
}

/**
 * Refuses to start a process whose handlers do not match the catalogue: a missing handler would lose events
 * silently, an undeclared one would be missing from the reference.
 */
export function assertHandlersMatchCatalogue(appId: string, handlers: Iterable<HandlerExtras>): void {
  const handled = new Set<string>();
  for (const extras of handlers)
    if (extras.kind === 'event' || extras.kind === 'events') handled.add(extras.definition.type);
  for (const definition of eventCatalogue.values()) {
    const declared = definition.consumers.includes(appId as AppId);
    if (declared && !handled.has(definition.type)) {
      throw new Error(`${appId} is declared a consumer of ${definition.type} but has no handler for it.`);
    }
    if (!declared && handled.has(definition.type)) {
      throw new Error(`${appId} handles ${definition.type} but is not declared a consumer of it.`);
    }
  }
}
