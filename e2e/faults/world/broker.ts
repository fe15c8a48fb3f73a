import { Admin, ListOffsetTimestamps } from '@platformatic/kafka';

/** What the broker knows about its consumer groups. */
export class Broker {
  private readonly admin: Admin;

  /** @param addresses with commas between them */
  constructor(addresses: string) {
    const bootstrapBrokers = addresses.split(',');
    this.admin = new Admin({ clientId: 'fault-harness', bootstrapBrokers, retries: 5 });
  }

  /** Messages that each of these groups has not acknowledged, by `group/topic`; only what is not zero. */
  async lag(groups: readonly string[]): Promise<Record<string, number>> {
    const committed = await this.admin.listConsumerGroupOffsets({ groups: [...groups] });
    const topics = [...new Set(committed.flatMap((group) => group.topics.map(({ name }) => name)))];
    const ends = await this.ends(topics);
    const lag: Record<string, number> = {};
    for (const { groupId, topics: found } of committed)
      for (const { name, partitions } of found)
        for (const { partitionIndex, committedOffset } of partitions) {
          const end = ends.get(`${name}/${partitionIndex}`) ?? 0n;
          // A partition of which nothing was ever taken has no offset.
          const behind = Number(end - (committedOffset < 0n ? 0n : committedOffset));
          if (behind > 0) lag[`${groupId}/${name}`] = (lag[`${groupId}/${name}`] ?? 0) + behind;
        }
    return lag;
  }

  /** Has a group, which must have no member, begin again with the oldest message. */
  async rewind(group: string, topic: string): Promise<void> {
    const ends = await this.ends([topic]);
    const partitionOffsets = [...ends.keys()].map((key) => ({
      partition: Number(key.slice(key.lastIndexOf('/') + 1)),
      offset: 0n,
    }));
    await this.admin.alterConsumerGroupOffsets({
      groupId: group,
      topics: [{ name: topic, partitionOffsets }],
    });
  }

  /** Id of the node that leads the first partition of a topic. */
  async leaderOf(topic: string): Promise<number> {
    return (await this.partitionsOf(topic))[0]?.leader ?? -1;
  }

  /** Whether every copy of a topic is up to date. */
  async isInSync(topic: string): Promise<boolean> {
    return (await this.partitionsOf(topic)).every(({ isr, replicas }) => isr.length === replicas.length);
  }

  close(): Promise<void> {
    return this.admin.close();
  }

  private async partitionsOf(topic: string) {
    const { topics } = await this.admin.metadata({ topics: [topic], forceUpdate: true });
    return Object.values(topics.get(topic)?.partitions ?? {});
  }

  private async ends(topics: readonly string[]): Promise<Map<string, bigint>> {
    if (topics.length === 0) return new Map();
    const described = await this.admin.metadata({ topics: [...topics] });
    const listed = await this.admin.listOffsets({
      topics: topics.map((name) => ({
        name,
        partitions: Array.from(
          { length: described.topics.get(name)?.partitionsCount ?? 0 },
          (_, partitionIndex) => ({
            partitionIndex,
            timestamp: ListOffsetTimestamps.LATEST,
          }),
        ),
      })),
    });
    return new Map(
      listed.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, offset }) => [`${name}/${partitionIndex}`, offset] as const),
      ),
    );
  }
}
