import { Injectable, Logger, type NestMiddleware } from '@nestjs/common';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestScope } from '../logging/request-scope.js';
import { Metrics } from '../metrics/metrics.js';

type Routed = IncomingMessage & { route?: { path?: string }; originalUrl?: string };

const tracer = trace.getTracer('@parley/service-kit');
const QUIET = new Set(['/livez', '/readyz', '/metrics']);

/** Gives every HTTP request an id, a span, a log line and a measurement. */
@Injectable()
export class RequestContext implements NestMiddleware {
  private readonly logger = new Logger('Http');

  constructor(private readonly metrics: Metrics) {}

  use(request: Routed, response: ServerResponse, next: () => void): void {
    const path = (request.originalUrl ?? request.url ?? '/').split('?', 1)[0] ?? '/';
    if (QUIET.has(path)) {
      next();
      return;
    }
    const start = performance.now();
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    const parent = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(`${request.method}`, { kind: SpanKind.SERVER }, parent);
    const scope = { requestId };
    response.once('close', () => {
      const route = request.route?.path ?? 'unmatched';
      const seconds = (performance.now() - start) / 1000;
      const status = response.statusCode;
      this.metrics.httpSeconds.observe({ method: request.method ?? '', route, status }, seconds);
      span.updateName(`${request.method} ${route}`).setAttribute('http.response.status_code', status).end();
      requestScope.run(scope, () => {
        this.logger.log({ msg: 'A request was answered.', method: request.method, route, status, seconds });
      });
    });
    context.with(trace.setSpan(parent, span), () => {
      requestScope.run(scope, next);
    });
  }
}
