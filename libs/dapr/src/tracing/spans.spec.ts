import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { inTraceOf, keepStoredTrace, keepTrace, traceparentOf } from './item-traces.js';
import { inSpan, inSpans } from './spans.js';

const exporter = new InMemorySpanExporter();
const traceIds = ['a', 'b'].map((digit) => digit.repeat(32)) as [string, string];
const [one, other] = traceIds.map((id) => `00-${id}-${'1'.repeat(16)}-01`) as [string, string];
const traceOf = (traceparent: string | null) => traceparent?.slice(3, 35);

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
});
beforeEach(() => {
  exporter.reset();
});

const consumer = { name: 'process', kind: SpanKind.CONSUMER };

it('goes on in the trace of the sender', async () => {
  await inSpan({ ...consumer, traceparent: one }, () => {
    expect(traceOf(traceparentOf())).toBe(traceIds[0]);
    return Promise.resolve();
  });
  expect(exporter.getFinishedSpans()[0]?.parentSpanContext?.spanId).toBe('1'.repeat(16));
});

it.each([undefined, 7, { x: 1 }, 'nonsense'])('begins a trace where %p was sent', async (traceparent) => {
  await inSpan({ ...consumer, traceparent }, () => Promise.resolve());
  expect(exporter.getFinishedSpans()[0]?.parentSpanContext).toBeUndefined();
});

it('marks a span whose work failed', async () => {
  await expect(
    inSpan({ ...consumer, traceparent: one }, () => Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');
  expect(exporter.getFinishedSpans()[0]?.status.code).toBe(2);
});

it('keeps the traces of a batch apart', async () => {
  const items = [
    { item: { id: 1 }, traceparent: one },
    { item: { id: 2 }, traceparent: other },
  ];
  await inSpans(consumer, items, () => {
    expect(traceparentOf()).toBeNull();
    for (const [index, { item }] of items.entries())
      expect(inTraceOf(item, () => traceOf(traceparentOf()))).toBe(traceIds[index]);
    return Promise.resolve();
  });
  expect(exporter.getFinishedSpans().map((span) => span.spanContext().traceId)).toEqual(traceIds);
});

it('is within the trace of a batch that has only one', async () => {
  const items = [
    { item: { id: 1 }, traceparent: one },
    { item: { id: 2 }, traceparent: one },
  ];
  await inSpans(consumer, items, () => {
    expect(traceOf(traceparentOf())).toBe(traceIds[0]);
    return Promise.resolve();
  });
});

it('hands the trace of an item to what is made of it, and to what is stored', async () => {
  const item = { id: 1 };
  await inSpan({ ...consumer, traceparent: one }, () => Promise.resolve(keepTrace(item)));
  const made = keepTrace({ of: item }, item);
  expect(traceOf(traceparentOf(made))).toBe(traceIds[0]);
  const read = keepStoredTrace({ id: 1 }, traceparentOf(made));
  expect(inTraceOf(read, () => traceparentOf())).toBe(traceparentOf(made));
});
