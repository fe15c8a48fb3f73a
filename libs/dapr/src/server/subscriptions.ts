import { deadLetterTopic, eventCatalogue, type AppId, type Topic } from '@parley/contracts';
import type { HandlerExtras, PubsubComponent } from './handlers.js';

/** One entry of `GET /dapr/subscribe`. */
export interface Subscription {
  readonly pubsubname: string;
  readonly topic: string;
  readonly route: string;
  readonly deadLetterTopic: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly bulkSubscribe?: { enabled: true; maxMessagesCount: number; maxAwaitDurationMs: number };
}

/** Whole topics are for logs: a fifth of a second later, and many events share a transaction. */
const BULK = { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 200 } as const;

/**
 * Of several replicas one is served, where the broker would otherwise give events of one key to different ones
 * (RabbitMQ); brokers that know keys or have no such thing ignore it.
 */
const ONE_REPLICA = { singleActiveConsumer: 'true' } as const;

/** The subscriptions that the handlers of a process call for: one per component and topic. */
export function subscriptionsOf(handlers: Iterable<HandlerExtras>): Subscription[] {
  const found = new Map<string, { pubsub: PubsubComponent; topic: Topic; bulk: boolean }>();
  for (const extras of handlers) {
    if (extras.kind !== 'event' && extras.kind !== 'topic') continue;
    const topic = extras.kind === 'event' ? extras.definition.topic : extras.topic;
    const bulk = extras.kind === 'topic';
    const key = `${extras.pubsub}/${topic}`;
    const known = found.get(key);
    if (known && known.bulk !== bulk) throw new Error(`${key} is handled both by type and as a whole.`);
    found.set(key, { pubsub: extras.pubsub, topic, bulk });
  }
  return [...found.values()].map(({ pubsub, topic, bulk }) => ({
    pubsubname: pubsub,
    topic,
    route: `/events/${pubsub}/${topic}`,
    deadLetterTopic: deadLetterTopic(topic),
    metadata: ONE_REPLICA,
    ...(bulk && { bulkSubscribe: BULK }),
  }));
}

/** The same subscription for a component that does not give batches itself. */
export function oneByOne({ bulkSubscribe: _, ...subscription }: Subscription): Subscription {
  return subscription;
}

/**
 * Refuses to start a process whose handlers do not match the catalogue: a missing handler would lose events
 * silently, an undeclared one would be missing from the reference.
 */
export function assertHandlersMatchCatalogue(appId: string, handlers: Iterable<HandlerExtras>): void {
  const handled = new Set<string>();
  for (const extras of handlers) if (extras.kind === 'event') handled.add(extras.definition.type);
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
