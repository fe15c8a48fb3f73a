import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { contextOf, keepTrace } from './item-traces.js';

const tracer = trace.getTracer('@parley/dapr');

/** A span whose parent is in another process. */
export interface RemoteSpan {
  readonly name: string;
  readonly kind: SpanKind;
  /** W3C trace context of the parent; anything else means the running trace. */
  readonly traceparent: unknown;
  readonly attributes?: Attributes;
}

/** Runs `work` in a span, which an error marks as failed. */
export async function inSpan<T>(remote: RemoteSpan, work: () => Promise<T>): Promise<T> {
  const [span, inside] = start(remote);
  return endingWith([span], () => context.with(inside, work));
}

/** An item and the sender's trace context, as it came. */
export interface TracedItem {
  readonly item: object;
  readonly traceparent: unknown;
  readonly attributes?: Attributes;
}

/**
 * Runs `work`, which handles items of several traces at once, with a span in each of those traces. Within `work`,
 * `inTraceOf(item, …)` goes on in the item's; what is not about a single item is in the trace that all share, if any.
 * @returns what `work` returns
 */
export async function inSpans<T>(
  { name, kind }: Pick<RemoteSpan, 'name' | 'kind'>,
  items: readonly TracedItem[],
  work: () => Promise<T>,
): Promise<T> {
  const started = items.map(({ item, traceparent, attributes }) => {
    const [span, inside] = start({ name, kind, traceparent, ...(attributes && { attributes }) });
    context.with(inside, () => keepTrace(item));
    return { span, inside };
  });
  const [first] = started;
  const shared =
    first && new Set(started.map(({ span }) => span.spanContext().traceId)).size === 1
      ? first.inside
      : context.active();
  return endingWith(
    started.map(({ span }) => span),
    () => context.with(shared, work),
  );
}

function start({ name, kind, traceparent, attributes = {} }: RemoteSpan): [Span, Context] {
  const parent = contextOf(traceparent);
  const span = tracer.startSpan(name, { kind, attributes }, parent);
  return [span, trace.setSpan(parent, span)];
}

async function endingWith<T>(spans: readonly Span[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (const span of spans) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}
