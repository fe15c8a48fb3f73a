import { SpanKind, type Attributes } from '@opentelemetry/api';
import { eventCatalogue } from '@parley/contracts';
import { failpoint } from '@parley/kernel';
import type { IncomingHttpHeaders } from 'node:http';
import { from, isObservable, lastValueFrom } from 'rxjs';
import type { CloudEvent } from '../publish/cloud-event.js';
import { handleBatch, type BatchEntry } from './batch.js';
import { DaprContext } from './dapr-context.js';
import { readDeadLetter, type DeadLetterEntry } from './dead-letter.js';
import type { DeliveryObserver } from './delivery-observer.js';
import { patternOf, type Handler, type HandlerExtras } from './handlers.js';
import { outcomeOf, type Outcome } from './outcome.js';
import { readPayload } from './payload.js';
import { UnreadableBodyError } from './read-body.js';
import { inSpan, inSpans } from '../tracing/spans.js';

/** Thrown for a job or command that this process has no handler for. */
export class NoHandlerError extends Error {}

/** Finds the handler of a delivery, runs it within its trace, and says what became of it. */
export class Dispatcher {
  constructor(
    private readonly handlers: ReadonlyMap<string, Handler>,
    private readonly observer: DeliveryObserver,
  ) {}

  /** One event of a subscription. */
  async event(headers: IncomingHttpHeaders, body: unknown): Promise<Outcome> {
    const { id, type = 'unknown', ...rest } = readEnvelope(body);
    return this.observe('event', type, id, async () => {
      if (id === undefined) throw new UnreadableBodyError('The event has no id.');
      const handler = this.handlers.get(patternOf.event(type));
      if (!handler) return this.withoutHandler(type);
      const { definition } = handler.extras as Extract<HandlerExtras, { kind: 'event' }>;
      const payload = readPayload(definition.payload, type, rest.data);
      const event = body as CloudEvent;
      const span = {
        name: `process ${type}`,
        kind: SpanKind.CONSUMER,
        // That of the sidecar's delivery, which continues the event's.
        traceparent: headers.traceparent ?? rest.traceparent,
        attributes: attributesOf(definition.topic, id),
      };
      await inSpan(span, () => run(handler, payload, new DaprContext({ headers, event })));
      return 'SUCCESS';
    });
  }

  /** A batch of a subscription: of every event of its topic, or of those that are handled several at a time. */
  async batch(topic: string, headers: IncomingHttpHeaders, body: unknown): Promise<unknown> {
    const { entries = [] } = (body ?? {}) as { entries?: BatchEntry[] };
    return this.entries(topic, headers, entries);
  }

  /** The same where the broker gives one event at a time. */
  async batchOfOne(topic: string, headers: IncomingHttpHeaders, event: unknown): Promise<Outcome> {
    const { statuses } = await this.entries(topic, headers, [{ entryId: '0', event }]);
    return statuses[0]?.status ?? 'RETRY';
  }

  private entries(
    topic: string,
    headers: IncomingHttpHeaders,
    entries: readonly BatchEntry[],
  ): ReturnType<typeof handleBatch> {
    return handleBatch(entries, (events) =>
      this.observe('batch', topic, events[0]?.id, async () => {
        const handler = this.handlers.get(patternOf.topic(topic));
        const context = new DaprContext({ headers });
        try {
          if (!handler) return await this.byType(topic, events, context);
          await this.inTraces(topic, topic, events, () => run(handler, events, context));
        } catch (cause) {
          // Of several events, nothing is known yet about any one.
          throw events.length > 1
            ? new Error(`A batch of ${events.length} events failed.`, { cause })
            : cause;
        }
        return 'SUCCESS';
      }),
    );
  }

  /** Gives a batch to the handlers of its types. @throws whatever one of them throws */
  private async byType(topic: string, events: readonly CloudEvent[], context: DaprContext): Promise<Outcome> {
    if (
      ![...this.handlers.values()].some(
        ({ extras }) => extras?.kind === 'events' && extras.definition.topic === topic,
      )
    )
      throw new NoHandlerError(`No handler for topic ${topic}.`);
    for (const [type, ofType] of Map.groupBy(events, (event) => readEnvelope(event).type ?? 'unknown')) {
      const handler = this.handlers.get(patternOf.events(type));
      if (!handler) {
        if (this.withoutHandler(type) === 'SUCCESS') continue;
        // Only for that event; the others are handled when each is alone.
        if (events.length > 1) throw new NoHandlerError(`No handler for ${type}.`);
        return 'DROP';
      }
      const { definition } = handler.extras as Extract<HandlerExtras, { kind: 'events' }>;
      const delivered = ofType.map((event) => {
        const { id, data } = readEnvelope(event);
        if (id === undefined) throw new UnreadableBodyError('The event has no id.');
        return { event, payload: readPayload(definition.payload, type, data) };
      });
      await this.inTraces(type, topic, ofType, () => run(handler, delivered, context));
    }
    return 'SUCCESS';
  }

  private inTraces<T>(
    name: string,
    topic: string,
    events: readonly CloudEvent[],
    work: () => Promise<T>,
  ): Promise<T> {
    const traced = events.map((event) => {
      const { id, traceparent } = readEnvelope(event);
      return { item: event, traceparent, attributes: attributesOf(topic, id) };
    });
    return inSpans({ name: `process ${name}`, kind: SpanKind.CONSUMER }, traced, work);
  }

  /** Messages of a dead-letter topic: kept, or asked for again, since to give one up would lose it. */
  async deadLetters(topic: string, headers: IncomingHttpHeaders, body: unknown): Promise<unknown> {
    const { entries = [] } = (body ?? {}) as { entries?: DeadLetterEntry[] };
    const statuses: { entryId: string; status: Outcome }[] = [];
    for (const entry of entries) {
      const status = await this.observe('dead-letter', topic, undefined, async () => {
        const handler = this.handlers.get(patternOf.deadLetter(topic));
        if (!handler) throw new NoHandlerError(`No handler for the dead letters of ${topic}.`);
        try {
          await run(handler, readDeadLetter(entry), new DaprContext({ headers }));
        } catch (cause) {
          // Of no kind that would be given up.
          throw new Error('A dead letter could not be kept.', { cause });
        }
        return 'SUCCESS';
      });
      statuses.push({ entryId: entry.entryId, status });
    }
    return { statuses };
  }

  /** A job that the scheduler triggers. @throws whatever its handler throws, so that it is tried again */
  async job(name: string, headers: IncomingHttpHeaders, data: unknown): Promise<void> {
    const wanted = patternOf.job(name);
    // The longest prefix, since one handler's may begin with another's.
    const prefix = [...this.handlers.keys()]
      .filter((pattern) => pattern.startsWith('job:') && `${wanted}-`.startsWith(`${pattern}-`))
      .reduce<string | undefined>(
        (best, next) => (best && best.length > next.length ? best : next),
        undefined,
      );
    await this.rethrow('job', prefix?.slice(4) ?? name, async () => {
      const handler = prefix === undefined ? undefined : this.handlers.get(prefix);
      if (!handler) throw new NoHandlerError(`No handler for job ${name}.`);
      // The scheduler keeps no trace; the job's data has that of whoever scheduled it.
      const { traceparent } = Object(data) as { traceparent?: unknown };
      const span = {
        name: `process job ${prefix?.slice(4)}`,
        kind: SpanKind.CONSUMER,
        traceparent,
      };
      await inSpan(span, () => run(handler, data, new DaprContext({ headers })));
    });
  }

  /** A command that another service invokes. @throws whatever its handler throws */
  async command(method: string, headers: IncomingHttpHeaders, body: unknown): Promise<unknown> {
    return this.rethrow('command', method, async () => {
      const handler = this.handlers.get(patternOf.command(method));
      if (!handler) throw new NoHandlerError(`No handler for command ${method}.`);
      const { definition } = handler.extras as Extract<HandlerExtras, { kind: 'command' }>;
      const request = readPayload(definition.request, method, body ?? {});
      const { traceparent } = headers;
      return inSpan({ name: `serve ${method}`, kind: SpanKind.SERVER, traceparent }, () =>
        run(handler, request, new DaprContext({ headers })),
      );
    });
  }

  /**
   * An event type of this build that this app does not consume is done with; one that this build does not know
   * comes from a newer release and is kept in the dead-letter topic, to be replayed after the upgrade.
   */
  private withoutHandler(type: string): Outcome {
    return eventCatalogue.has(type) ? 'SUCCESS' : 'DROP';
  }

  private async observe(
    kind: 'event' | 'batch' | 'dead-letter',
    name: string,
    eventId: string | undefined,
    work: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const start = performance.now();
    try {
      failpoint(`${kind}.received`);
      const outcome = await work();
      failpoint(`${kind}.handled`);
      const seen = kind === 'event' && !this.handlers.has(patternOf.event(name)) && outcome === 'SUCCESS';
      this.observer.handled(kind, name, seen ? 'IGNORED' : outcome, seconds(start), undefined, eventId);
      return outcome;
    } catch (error) {
      const outcome = outcomeOf(error);
      this.observer.handled(kind, name, outcome, seconds(start), error, eventId);
      return outcome;
    }
  }

  private async rethrow<T>(kind: 'job' | 'command', name: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      failpoint(`${kind}.received`);
      const result = await work();
      failpoint(`${kind}.handled`);
      this.observer.handled(kind, name, 'SUCCESS', seconds(start));
      return result;
    } catch (error) {
      this.observer.handled(kind, name, outcomeOf(error), seconds(start), error);
      throw error;
    }
  }
}

/** The members that decide about a delivery, whatever was sent. */
function readEnvelope(body: unknown): { id?: string; type?: string; data?: unknown; traceparent?: unknown } {
  const { id, type, data, traceparent } = (body ?? {}) as Record<string, unknown>;
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof type === 'string' && { type }),
    data,
    traceparent,
  };
}

/** OpenTelemetry's names for messaging (semantic conventions 1.44). */
function attributesOf(topic: string, eventId: string | undefined): Attributes {
  return {
    'messaging.operation.type': 'process',
    'messaging.destination.name': topic,
    ...(eventId !== undefined && { 'messaging.message.id': eventId }),
  };
}

async function run(handler: Handler, payload: unknown, context: DaprContext): Promise<unknown> {
  const returned: unknown = await handler(payload, context);
  return isObservable(returned) ? lastValueFrom(from(returned), { defaultValue: undefined }) : returned;
}

function seconds(start: number): number {
  return (performance.now() - start) / 1000;
}
