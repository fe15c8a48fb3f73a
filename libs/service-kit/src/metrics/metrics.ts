import { Injectable, Logger } from '@nestjs/common';
import { DeliveryObserver, type Outcome } from '@parley/dapr';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The Prometheus registry of the process and the metrics that every service has. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly httpSeconds = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time to answer an HTTP request.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly deliverySeconds = new Histogram({
    name: 'parley_delivery_duration_seconds',
    help: 'Time to handle an event, a batch, a job or a command from the sidecar.',
    labelNames: ['kind', 'name', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly dropped = new Counter({
    name: 'parley_events_dropped_total',
    help: 'Events given up, which the broker then keeps in the dead-letter topic.',
    labelNames: ['name'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}

/** Logs and counts every delivery of the sidecar. */
@Injectable()
export class DeliveryLog extends DeliveryObserver {
  private readonly logger = new Logger('Delivery');

  constructor(private readonly metrics: Metrics) {
    super();
  }

  override handled(
    kind: string,
    name: string,
    outcome: Outcome | 'IGNORED',
    seconds: number,
    error?: unknown,
    eventId?: string,
  ): void {
    this.metrics.deliverySeconds.observe({ kind, name, outcome }, seconds);
    if (outcome === 'DROP' && kind !== 'command') {
      this.metrics.dropped.inc({ name });
      this.logger.error({ msg: 'An event was given up.', kind, name, eventId, err: error });
    } else if (outcome === 'RETRY') {
      this.logger.warn({ msg: 'A delivery failed and will be repeated.', kind, name, eventId, err: error });
    } else {
      this.logger.debug({ msg: 'A delivery was handled.', kind, name, eventId, outcome, seconds });
    }
  }
}
