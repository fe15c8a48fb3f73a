import { startStack, type Stack } from '@parley/stack';
import { TopicProbe } from '@parley/testing/topic-probe';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Databases } from '../../support/databases.ts';
import '../../support/target.ts';
import { Broker } from './broker.ts';
import { CONSUMERS, TOPICS, unpublishedIn, type Observable } from './observable.ts';

/** Harness and product share an address: the product's limits per caller would answer in its place. */
const ENV = { API_REQUESTS_PER_10S: '1000000', SIGN_IN_RATE_PER_MINUTE: '100000' };

export interface WorldOptions {
  /** Copies of each service. */
  readonly replicas: number;
  readonly durable: boolean;
  /** How many there are; one when absent. */
  readonly kafkaNodes?: 1 | 3;
  /** Environment of every service, e.g. a planted bug. */
  readonly env?: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}

/** The product under test, on free ports and in a folder of its own, and what looks at it from outside. */
export class World implements Observable {
  readonly stack: Stack;
  /** Hears every topic, dead letters too, and is disturbed by no fault. */
  readonly sink: TopicProbe;
  readonly databases: Databases;
  readonly broker: Broker;
  readonly dir: string;

  private constructor(stack: Stack, sink: TopicProbe, dir: string) {
    this.stack = stack;
    this.sink = sink;
    this.dir = dir;
    this.databases = new Databases(stack.infrastructure.postgres.adminUrl);
    this.broker = new Broker(stack.infrastructure.kafka.brokers);
  }

  static async start({ replicas, durable, kafkaNodes = 1, env = {}, say }: WorldOptions): Promise<World> {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'parley-faults-'));
    const services = [...CONSUMERS, 'realtime'];
    const stack = await startStack({
      ...{ dir, durable, kafkaNodes, report: say },
      replicas: Object.fromEntries(services.map((service) => [service, replicas])),
      env: { ...ENV, ...env },
    });
    globalThis.parleyTarget = { url: stack.url, stack };
    let folders = 0;
    const folderOf = (yaml: string) => {
      const folder = path.join(dir, 'sink', String((folders += 1)));
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'component.yaml'), yaml);
      return folder;
    };
    const sink = await TopicProbe.start(stack.infrastructure, TOPICS, folderOf);
    return new World(stack, sink, dir);
  }

  get url(): string {
    return this.stack.url;
  }

  unpublished(): Promise<number> {
    return unpublishedIn(this.databases);
  }

  lag(): Promise<Record<string, number>> {
    return this.broker.lag(CONSUMERS);
  }

  async stop({ keep = false } = {}): Promise<void> {
    await this.databases.close();
    await this.broker.close();
    this.sink.stop();
    const { cwd } = this.stack.infrastructure.postgres.process.spec;
    await this.stack.stop();
    if (keep) return;
    rmSync(cwd, { recursive: true, force: true });
    rmSync(this.dir, { recursive: true, force: true });
  }
}
