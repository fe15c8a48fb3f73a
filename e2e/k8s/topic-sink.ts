import { Consumer, type MessagesStream } from '@platformatic/kafka';
import type { Message } from '@parley/testing/topic-probe';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const AGAIN_AFTER_MS = 500;

/** Hears every message of some topics of Kafka, each once and in the order of its partition, whatever happens to the broker. */
export class TopicSink {
  readonly messages: Message[] = [];
  private readonly brokers: readonly string[];
  private readonly topics: readonly string[];
  private readonly partitions: number;
  /** What to read next, by topic and partition. */
  private readonly next = new Map<string, bigint>();
  private consumer: Consumer | undefined;
  private readonly end = new AbortController();
  private work = Promise.resolve();

  private constructor(brokers: readonly string[], topics: readonly string[], partitions: number) {
    this.brokers = brokers;
    this.topics = topics;
    this.partitions = partitions;
  }

  /** @param partitions of each topic; the topics must be there */
  static start(brokers: readonly string[], topics: readonly string[], partitions: number): TopicSink {
    const sink = new TopicSink(brokers, topics, partitions);
    sink.work = sink.run();
    return sink;
  }

  async stop(): Promise<void> {
    this.end.abort();
    await this.consumer?.close(true).catch(() => undefined);
    await this.work;
  }

  private async run(): Promise<void> {
    while (!this.end.signal.aborted) {
      try {
        await this.listen();
      } catch {
        // The broker is away; the next consumer goes on where this one was.
      }
      await this.consumer?.close(true).catch(() => undefined);
      await delay(AGAIN_AFTER_MS, undefined, { signal: this.end.signal }).catch(() => undefined);
    }
  }

  private async listen(): Promise<void> {
    // A group of its own each time, so that none waits for the one before to be given up.
    this.consumer = new Consumer({
      clientId: 'cluster-test',
      groupId: `cluster-test-${randomUUID()}`,
      bootstrapBrokers: [...this.brokers],
      retries: 3,
    });
    this.consumer.on('client:broker:disconnect', () => undefined);
    const offsets = this.topics.flatMap((topic) =>
      Array.from({ length: this.partitions }, (_, partition) => ({
        ...{ topic, partition },
        offset: this.next.get(`${topic}/${partition}`) ?? 0n,
      })),
    );
    const stream: MessagesStream<Buffer, Buffer, Buffer, Buffer> = await this.consumer.consume({
      ...{ topics: [...this.topics], mode: 'manual', offsets, autocommit: false, maxWaitTime: 500 },
    });
    for await (const { topic, partition, offset, key, value } of stream) {
      if (offset < (this.next.get(`${topic}/${partition}`) ?? 0n)) continue;
      this.next.set(`${topic}/${partition}`, offset + 1n);
      this.messages.push({
        ...{ topic, key: String(key), receivedAt: Date.now() },
        event: eventIn(value),
      });
    }
  }
}

/** What is not JSON has no id to look for. */
function eventIn(value: Buffer): Message['event'] {
  try {
    return JSON.parse(value.toString()) as Message['event'];
  } catch {
    return {};
  }
}
