import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Databases } from '../support/databases.ts';
import '../support/target.ts';
import { Broker } from '../faults/world/broker.ts';
import { CONSUMERS, TOPICS, unpublishedIn, type Observable } from '../faults/world/observable.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Door } from './door/door.ts';
import type { Release } from './release.ts';
import { TopicSink } from './topic-sink.ts';

export interface ClusterWorldOptions {
  readonly cluster: Cluster;
  readonly door: Door;
  readonly release: Release;
  /** Where broker, database and the tests' own pods are. */
  readonly partsNamespace: string;
  readonly daprNamespace: string;
  /** Origin through the door. */
  readonly url: string;
  /** Address of the broker through the door. */
  readonly brokers: string;
  /** Connection string of the database's administrator, through the door. */
  readonly adminUrl: string;
  readonly partitions: number;
}

/** The product in a cluster, as far as faults and checkers need it. */
export class ClusterWorld implements Observable {
  readonly dir = mkdtempSync(path.join(os.tmpdir(), 'parley-cluster-'));
  readonly url: string;
  readonly sink: TopicSink;
  readonly cluster: Cluster;
  readonly release: Release;
  readonly partsNamespace: string;
  readonly daprNamespace: string;
  private readonly door: Door;
  private readonly databases: Databases;
  private readonly broker: Broker;

  constructor({ adminUrl, brokers, partitions, ...options }: ClusterWorldOptions) {
    this.url = options.url;
    this.cluster = options.cluster;
    this.release = options.release;
    this.partsNamespace = options.partsNamespace;
    this.daprNamespace = options.daprNamespace;
    this.door = options.door;
    this.databases = new Databases(adminUrl);
    this.broker = new Broker(brokers);
    this.sink = TopicSink.start(brokers.split(','), TOPICS, partitions);
    globalThis.parleyTarget = { url: this.url, stack: undefined };
  }

  unpublished(): Promise<number> {
    return unpublishedIn(this.databases);
  }

  lag(): Promise<Record<string, number>> {
    return this.broker.lag(CONSUMERS);
  }

  /** How often each container was started again in the place where it was, by the name of its pod. */
  async restarts(): Promise<ReadonlyMap<string, number>> {
    const places = [this.release.namespace, this.partsNamespace, this.daprNamespace];
    const pods = (await Promise.all(places.map((place) => this.cluster.pods(place)))).flat();
    return new Map(
      pods.flatMap(({ metadata, status }) =>
        [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map(
          ({ name, restartCount }) => [`${name} of ${metadata.name}`, restartCount] as const,
        ),
      ),
    );
  }

  /** Why nothing can be said of the product: the way to it is gone. */
  get unreachable(): string | undefined {
    return this.door.broken;
  }

  async close({ keep }: { readonly keep: boolean }): Promise<void> {
    await this.sink.stop();
    await this.databases.close();
    await this.broker.close().catch(() => undefined);
    if (!keep) rmSync(this.dir, { recursive: true, force: true });
  }
}
