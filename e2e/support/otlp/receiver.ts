import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import protobuf from 'protobufjs';

/** A span as it reached the collector. */
export interface Span {
  /** 32 and 16 hexadecimal digits. */
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  /** `service.name` of whoever sent it. */
  readonly service: string;
  /** Instrumentation library. */
  readonly scope: string;
}

/** The members of OTLP's messages that are read here. */
interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly {
        readonly key: string;
        readonly value: { readonly stringValue: string };
      }[];
    };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly Omit<Span, 'service' | 'scope'>[];
    }[];
  }[];
}

/** A collector of traces over OTLP/HTTP in binary (https://opentelemetry.io/docs/specs/otlp/#otlphttp). */
export class OtlpReceiver {
  readonly spans: Span[] = [];
  private readonly server: Server;
  private readonly request: protobuf.Type;

  private constructor(server: Server, request: protobuf.Type) {
    this.server = server;
    this.request = request;
  }

  static async start(): Promise<OtlpReceiver> {
    const root = new protobuf.Root();
    root.resolvePath = (_, file) => fileURLToPath(new URL(file, import.meta.url));
    await root.load('opentelemetry/proto/collector/trace/v1/trace_service.proto');
    const type = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest');
    const server = createServer();
    const receiver = new OtlpReceiver(server, type);
    server.on('request', (request, response) => {
      receiver.take(request).then(
        (status) => response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end(),
        () => response.writeHead(400).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` has to be. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  ofTrace(traceId: string): Span[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage): Promise<number> {
    if (request.url !== '/v1/traces') return 404;
    const sent = await buffer(request);
    const bytes = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    const { resourceSpans } = this.request.toObject(this.request.decode(bytes), {
      enums: String,
      defaults: true,
      arrays: true,
      bytes: String,
    }) as Exported;
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const { scope, spans } of scopeSpans)
        for (const { name, traceId, spanId, parentSpanId } of spans)
          this.spans.push({
            name,
            service,
            scope: scope.name,
            traceId: hex(traceId),
            spanId: hex(spanId),
            parentSpanId: hex(parentSpanId),
          });
    }
    return 200;
  }
}

/** Bytes are in base64 here. */
function hex(bytes: string): string {
  return Buffer.from(bytes, 'base64').toString('hex');
}
