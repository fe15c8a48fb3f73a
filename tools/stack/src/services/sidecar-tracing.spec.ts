import { sidecarTracing } from './sidecar-tracing.ts';

it('sends the spans of a sidecar where those of its service go', () => {
  expect(sidecarTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', LOG_LEVEL: 'info' })).toEqual(
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_INSECURE: 'true',
    },
  );
  const whole = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example/v1/traces' };
  expect(sidecarTracing(whole)).toMatchObject({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example',
    OTEL_EXPORTER_OTLP_INSECURE: 'false',
  });
});

it('gives it no name but its own', () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_SERVICE_NAME: 'x' };
  expect(sidecarTracing(env)).not.toHaveProperty('OTEL_SERVICE_NAME');
});

it.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_SDK_DISABLED: 'true' }])(
  'is nothing when spans go nowhere',
  (env) => {
    expect(sidecarTracing(env)).toEqual({});
  },
);
