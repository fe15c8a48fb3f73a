import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { AlwaysOffSampler, BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ServiceConfig } from '../config/service-config.js';

/** What decides whether spans are exported; the rest of OpenTelemetry's variables is read by its SDK. */
export type TracingConfig = Pick<
  ServiceConfig,
  'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' | 'OTEL_SDK_DISABLED'
>;

/**
 * Makes traces flow through the process (W3C trace context), and exports their spans by OTLP/HTTP if there is a
 * collector. Without one nothing is sampled, here and in whatever is called; ids still mark the logs.
 * @returns flushes and stops
 */
export async function startTracing(service: string, config: TracingConfig): Promise<() => Promise<void>> {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new BasicTracerProvider(
    isExported(config) ? await exporting(service) : { sampler: new AlwaysOffSampler() },
  );
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
}

function isExported(config: TracingConfig): boolean {
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  return endpoint !== undefined && config.OTEL_SDK_DISABLED !== 'true';
}

async function exporting(service: string) {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': service, 'service.namespace': 'parley' }))
    .merge(detectResources({ detectors: [envDetector] }));
  return { resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] };
}
