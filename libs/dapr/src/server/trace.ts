import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('@parley/dapr');

/** Runs `work` in a span whose parent is the sender's (W3C trace context). */
export async function withRemoteTrace<T>(
  traceparent: unknown,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const parent =
    typeof traceparent === 'string'
      ? propagation.extract(context.active(), { traceparent })
      : context.active();
  return tracer.startActiveSpan(name, { kind: SpanKind.CONSUMER }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
