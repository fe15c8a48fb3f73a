import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import {
  inSpans,
  Publisher,
  SIDECAR_OPTIONS,
  traceparentOf,
  type CloudEvent,
  type OutgoingEvent,
  type SidecarOptions,
  type TracedItem,
} from '@parley/dapr';
import { Inject } from '@nestjs/common';
import { failpoint } from '@parley/kernel';
import { Transactions } from '@parley/persistence';

interface StoredEvent {
  readonly position: bigint;
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Date;
  readonly data: unknown;
  readonly traceparent: string | null;
}

const BATCH = 200;
/** Finds what a process left behind that died between its commit and its wake-up call. */
const SWEEP_MS = 2_000;
const FIRST_BACKOFF_MS = 250;
const LAST_BACKOFF_MS = 5_000;

/**
 * Publishes the outbox. Of all replicas one publishes at a time, under a lock that its transaction holds, so order
 * is that of the table; if it dies, the lock and the rows are free again and the same ids are published once more.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private awake = false;
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private signal: () => void = () => undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly publisher: Publisher,
    @Inject(SIDECAR_OPTIONS) private readonly sidecar: SidecarOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.awake = true;
    this.running = this.loop();
  }

  /** Publishes what is left, so that a rolling restart delays nothing. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.signal();
    await this.running;
  }

  /** Says that the outbox grew; returns at once. */
  wake(): void {
    this.awake = true;
    this.signal();
  }

  private async loop(): Promise<void> {
    let backoff = 0;
    for (;;) {
      try {
        await this.drain();
        backoff = 0;
      } catch (error) {
        backoff = Math.min(LAST_BACKOFF_MS, backoff === 0 ? FIRST_BACKOFF_MS : backoff * 2);
        this.logger.warn({
          msg: 'Publishing failed; it will be tried again.',
          err: error,
          backoffMs: backoff,
        });
      }
      if (this.stopping) return;
      await this.pause(backoff);
    }
  }

  private async drain(): Promise<void> {
    let published = BATCH;
    while (this.awake || published === BATCH) {
      this.awake = false;
      published = await this.publishBatch();
    }
  }

  private async publishBatch(): Promise<number> {
    const published = await this.transactions.root.$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('parley.outbox', 0))`;
        // Taken out first: should publishing fail, they are there again.
        const rows = await tx.$queryRaw<StoredEvent[]>`
          WITH taken AS (
            DELETE FROM outbox WHERE position IN (SELECT position FROM outbox ORDER BY position LIMIT ${BATCH})
            RETURNING position, id, topic, type, subject, time, data, traceparent
          ), kept AS (
            INSERT INTO published_events (position, id, topic, type, subject, time, data, traceparent)
            SELECT position, id, topic, type, subject, time, data, traceparent FROM taken
          )
          SELECT position, id, topic, type, subject, time, data, traceparent FROM taken`;
        if (rows.length === 0) return 0;
        const inOrder = rows.toSorted((one, other) => Number(one.position - other.position));
        failpoint('relay.publishes');
        await this.publish(inOrder);
        failpoint('relay.published');
        return rows.length;
      },
      { maxWait: 30_000, timeout: 30_000 },
    );
    if (published > 0) failpoint('relay.forgot');
    return published;
  }

  private async publish(rows: readonly StoredEvent[]): Promise<void> {
    const byTopic = Map.groupBy(rows, (row) => row.topic);
    await Promise.all(
      [...byTopic].map(([topic, events]) =>
        inSpans(
          { name: `send ${topic}`, kind: SpanKind.PRODUCER },
          events.filter((row) => row.traceparent).map(traced),
          () =>
            this.publisher.publishBulk(
              topic,
              events.map((row) => this.outgoing(row)),
            ),
        ),
      ),
    );
  }

  private outgoing(row: StoredEvent): OutgoingEvent {
    const traceparent = row.traceparent && (traceparentOf(row) ?? row.traceparent);
    const event: CloudEvent = {
      specversion: '1.0',
      id: row.id,
      source: this.sidecar.appId,
      type: row.type,
      subject: row.subject,
      time: row.time.toISOString(),
      datacontenttype: 'application/json',
      data: row.data,
      // The sidecar replaces both unless both are there.
      ...(traceparent && { traceparent, traceid: traceparent }),
    };
    return { event, partitionKey: row.subject };
  }

  private async pause(backoffMs: number): Promise<void> {
    if (this.awake && backoffMs === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, backoffMs || SWEEP_MS);
      this.signal = () => {
        // A failing broker is not asked again by every commit.
        if (backoffMs > 0 && !this.stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.signal = () => undefined;
    this.awake = true;
  }
}

function traced(row: StoredEvent): TracedItem {
  const attributes = {
    'messaging.operation.type': 'send',
    'messaging.destination.name': row.topic,
    'messaging.message.id': row.id,
  };
  return { item: row, traceparent: row.traceparent, attributes };
}
