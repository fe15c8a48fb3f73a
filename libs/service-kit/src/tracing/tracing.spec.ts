import { trace } from '@opentelemetry/api';
import { startTracing } from './tracing.js';

const collector = 'http://127.0.0.1:9';
let stop: () => Promise<void>;

afterEach(async () => {
  await stop();
  trace.disable();
});

const isSampled = () => trace.getTracer('test').startSpan('work').isRecording();

it('gives traces an id, and records nothing while there is no collector', async () => {
  stop = await startTracing('test', {});
  expect(trace.getTracer('test').startSpan('work').spanContext().traceId).not.toMatch(/^0+$/);
  expect(isSampled()).toBe(false);
});

it.each([{ OTEL_EXPORTER_OTLP_ENDPOINT: collector }, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector }])(
  'records spans when there is one: %j',
  async (config) => {
    stop = await startTracing('test', config);
    expect(isSampled()).toBe(true);
  },
);

it('records nothing when that is turned off', async () => {
  stop = await startTracing('test', { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_SDK_DISABLED: 'true' });
  expect(isSampled()).toBe(false);
});

it('leaves the share of traces to the standard variables', async () => {
  const before = { ...process.env };
  Object.assign(process.env, { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' });
  stop = await startTracing('test', { OTEL_EXPORTER_OTLP_ENDPOINT: collector });
  process.env = before;
  expect(isSampled()).toBe(false);
});
