import type { Topic } from './topics.js';

/** A payload class; its class-validator decorators are the schema. */
export type PayloadClass<T extends object> = new () => T;

/** The deployables of Parley; also their Dapr app ids. */
export type AppId = 'chat-api' | 'recurring-task' | 'notification' | 'audit' | 'realtime' | 'identity';

/** An event type: what it is called, where it goes, and who must handle it. */
export interface EventDefinition<T extends object = object> {
  /** CloudEvents `type`, e.g. `parley.task.completed.v1`. */
  readonly type: string;
  readonly topic: Topic;
  readonly payload: PayloadClass<T>;
  /** What the event means, for the generated reference. */
  readonly summary: string;
  /** The aggregate whose order is kept: the broker's partition key and the CloudEvents `subject`. */
  readonly partitionKey: (payload: T) => string;
  readonly producer: AppId;
  /** Apps that have a handler of their own for it; checked when each app starts. */
  readonly consumers: readonly AppId[];
}

/** Declares an event; the payload type is inferred from its class. */
export function defineEvent<T extends object>(definition: EventDefinition<T>): EventDefinition<T> {
  return Object.freeze(definition);
}
