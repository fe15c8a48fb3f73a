import {
  Controller,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { FanoutProbedV1, fanoutProbedV1 } from '@parley/contracts';
import { components, DaprContext, OnEvent, Publisher, SubscriptionSignal } from '@parley/dapr';
import { Metrics } from '@parley/service-kit';
import { randomUUID } from 'node:crypto';
import { Histogram } from 'prom-client';
import { OpenSockets } from '../sockets/open-sockets.js';
import { FanoutWatch } from './fanout-watch.js';

const SETTLING_MS = 500;
const LIVE_MS = 5_000;

/**
 * Publishes probes and waits for them. A subscription that begins "from now on" misses what happens before it is
 * joined, as does one whose broker was away; then the clients here are told to look into their feeds.
 */
@Controller()
export class FanoutProbeController implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(FanoutProbeController.name);
  private readonly replica = randomUUID();
  private readonly watch = new FanoutWatch(2 * LIVE_MS);
  private readonly seconds: Histogram;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private failing = false;

  constructor(
    private readonly publisher: Publisher,
    private readonly sockets: OpenSockets,
    metrics: Metrics,
    subscriptions: SubscriptionSignal,
  ) {
    subscriptions.onSubscribe(() => {
      this.watch.interrupted();
      this.schedule(0);
    });
    this.seconds = new Histogram({
      name: 'parley_fanout_duration_seconds',
      help: 'Time from publishing a probe until it came back to this replica.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [metrics.registry],
    });
  }

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
    clearTimeout(this.timer);
  }

  @OnEvent(fanoutProbedV1, { pubsub: components.fanout })
  probed(@Payload() { replica }: FanoutProbedV1, @Ctx() { event }: DaprContext): void {
    if (replica !== this.replica) return;
    this.seconds.observe((Date.now() - Date.parse(event.time)) / 1000);
    if (this.watch.heard(Date.now())) this.sockets.toAll('resync', {});
  }

  private async next(): Promise<void> {
    await this.probe();
    this.schedule(this.watch.live(Date.now()) ? LIVE_MS : SETTLING_MS);
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    if (!this.stopping) this.timer = setTimeout(() => void this.next(), wait);
  }

  private async probe(): Promise<void> {
    const { type, topic } = fanoutProbedV1;
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: 'realtime',
      type,
      subject: this.replica,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: { replica: this.replica },
    } as const;
    try {
      await this.publisher.publishBulk(topic, [{ event, partitionKey: this.replica }], components.fanout);
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn({ msg: 'A probe could not be published.', err: error });
      this.failing = true;
      this.watch.interrupted();
    }
  }
}
