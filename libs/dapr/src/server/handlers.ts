import { applyDecorators, Catch, UseFilters, type RpcExceptionFilter } from '@nestjs/common';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
import type { CommandDefinition, EventDefinition, Topic } from '@parley/contracts';
import { throwError, type Observable } from 'rxjs';
import type { CloudEvent } from '../publish/cloud-event.js';

/** Which component delivers: `fanout` reaches every replica, `pubsub` one replica of the app. */
export type PubsubComponent = 'pubsub' | 'fanout';

/** What a decorator tells the server about its handler. */
export type HandlerExtras =
  | { readonly kind: 'event'; readonly definition: EventDefinition; readonly pubsub: PubsubComponent }
  | { readonly kind: 'events'; readonly definition: EventDefinition; readonly pubsub: PubsubComponent }
  | { readonly kind: 'topic'; readonly topic: Topic; readonly pubsub: PubsubComponent }
  | { readonly kind: 'dead-letter'; readonly topic: Topic; readonly pubsub: PubsubComponent }
  | { readonly kind: 'job' }
  | { readonly kind: 'command'; readonly definition: CommandDefinition };

/** Hands the error of a handler to the server, where Nest would replace it with "Internal server error". */
@Catch()
class KeepError implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** A handler as Nest registers it. */
export type Handler = ((data: unknown, context: unknown) => unknown) & { extras?: HandlerExtras };

export const patternOf = {
  event: (type: string) => `event:${type}`,
  events: (type: string) => `events:${type}`,
  topic: (topic: string) => `topic:${topic}`,
  deadLetter: (topic: string) => `dead-letter:${topic}`,
  job: (prefix: string) => `job:${prefix}`,
  command: (method: string) => `rpc:${method}`,
};

function handler(pattern: MethodDecorator): MethodDecorator {
  return applyDecorators(pattern, UseFilters(KeepError));
}

/**
 * Handles one event type. The method receives the validated payload and a {@link DaprContext}.
 * Returning acknowledges; a domain error other than `unavailable` dead-letters; any other error is retried.
 */
export function OnEvent<T extends object>(
  definition: EventDefinition<T>,
  options: { pubsub?: PubsubComponent } = {},
): MethodDecorator {
  const extras = { kind: 'event', definition, pubsub: options.pubsub ?? 'pubsub' };
  return handler(EventPattern(patternOf.event(definition.type), extras) as MethodDecorator);
}

/** An event with its validated payload. */
export interface Delivered<T> {
  readonly event: CloudEvent;
  readonly payload: T;
}

/**
 * Handles one event type, several events at a time, where sharing a transaction is worth a twentieth of a second. The
 * method receives `Delivered<T>[]`, which are acknowledged together; when it throws, it is called again with each alone,
 * and what it throws then counts as for {@link OnEvent}.
 */
export function OnEvents<T extends object>(definition: EventDefinition<T>): MethodDecorator {
  const extras = { kind: 'events', definition, pubsub: 'pubsub' };
  return handler(EventPattern(patternOf.events(definition.type), extras) as MethodDecorator);
}

/**
 * Handles every event of a topic in batches, whatever its type. The method receives `CloudEvent[]`;
 * a batch is acknowledged or retried as a whole.
 */
export function OnEveryEvent(topic: Topic): MethodDecorator {
  const extras = { kind: 'topic', topic, pubsub: 'pubsub' };
  return handler(EventPattern(patternOf.topic(topic), extras) as MethodDecorator);
}

/**
 * Handles what is kept in the dead-letter topic of `topic`. The method receives a {@link DeadLetter}: bytes, since a
 * dead letter need not even be JSON. Whatever it throws, the letter is delivered again: there is nowhere else to put
 * it, so storing must not fail because of what the letter holds.
 */
export function OnDeadLetter(topic: Topic): MethodDecorator {
  const extras = { kind: 'dead-letter', topic, pubsub: 'pubsub' };
  return handler(EventPattern(patternOf.deadLetter(topic), extras) as MethodDecorator);
}

/** Handles the jobs whose name is `prefix` or begins with `prefix-`. The method receives the job's data. */
export function OnJob(prefix: string): MethodDecorator {
  return handler(MessagePattern(patternOf.job(prefix), { kind: 'job' }));
}

/** Answers a command that another service invokes. The method receives the validated request. */
export function OnCommand<Request extends object, Response extends object>(
  definition: CommandDefinition<Request, Response>,
): MethodDecorator {
  return handler(MessagePattern(patternOf.command(definition.method), { kind: 'command', definition }));
}
