/**
 * The environment with which a sidecar sends its spans where its service does; Dapr wants protocol and security said.
 * @param env of the service; OpenTelemetry's standard variables
 */
export function sidecarTracing(env: Readonly<Record<string, string>>): Record<string, string> {
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (endpoint === undefined || endpoint === '' || env['OTEL_SDK_DISABLED'] === 'true') return {};
  const { origin, protocol } = new URL(endpoint);
  const same = Object.entries(env).filter(([name]) => /^OTEL_(BSP_|RESOURCE_|\w+_HEADERS$)/.test(name));
  return {
    ...Object.fromEntries(same),
    // Without the path, which Dapr adds.
    OTEL_EXPORTER_OTLP_ENDPOINT: origin,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_INSECURE: String(protocol === 'http:'),
  };
}
