import { changeAppendedV1, type ChangeAppendedV1 } from '@parley/contracts';
import type { OutgoingEvent, Publisher } from '@parley/dapr';
import { Transactions } from '@parley/persistence';
import { ManualClock, type PrismaClient, type TestDatabase } from '@parley/testing';
import { Inbox } from '../../src/inbox.js';
import { Outbox } from '../../src/outbox.js';
import { Relay } from '../../src/relay.js';

type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** One call of the broker. */
interface Call {
  readonly topic: string;
  readonly events: readonly OutgoingEvent[];
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
}

/** Stands in for the broker at its port, and remembers what it was given. */
export class RecordingBroker {
  readonly calls: Call[] = [];
  readonly attempts: number[] = [];
  /** Runs before a call is recorded; a failure is that of the broker. */
  before: (events: readonly OutgoingEvent[]) => Promise<void> = () => Promise.resolve();
  /** Runs when the broker has the events, before the publisher hears of it. */
  after: () => Promise<void> = () => Promise.resolve();

  get events(): OutgoingEvent[] {
    return this.calls.flatMap(({ events }) => events);
  }

  get ids(): string[] {
    return this.events.map(({ event }) => event.id);
  }

  get publisher(): Publisher {
    const publishBulk = async (topic: string, events: readonly OutgoingEvent[]): Promise<void> => {
      this.attempts.push(performance.now());
      await this.before(events);
      this.calls.push({ topic, events, at: performance.now() });
      await this.after();
    };
    return { publishBulk } as Publisher;
  }
}

/** What one process of a service has. */
export class Replica {
  readonly transactions: Transactions<Tx, PrismaClient>;
  readonly clock = new ManualClock();
  readonly relay: Relay;
  readonly outbox: Outbox;
  readonly inbox: Inbox;

  constructor(database: TestDatabase, broker: RecordingBroker, connections = 5) {
    this.transactions = new Transactions<Tx, PrismaClient>(database.client({ connections }));
    const sidecar = { appId: 'chat-api', sidecarUrl: '', apiToken: '', appToken: '', appPort: 1 };
    this.relay = new Relay(this.transactions, broker.publisher, sidecar);
    this.outbox = new Outbox(this.transactions, this.relay, this.clock);
    this.inbox = new Inbox(this.transactions);
  }

  /** A use case that adds one event. */
  async change(userId: string, seq: number): Promise<void> {
    await this.transactions.run(() => {
      this.outbox.add(changeAppendedV1, aChange({ userId, seq }));
      return Promise.resolve();
    });
  }
}

export function aChange(members: Partial<ChangeAppendedV1> = {}): ChangeAppendedV1 {
  return { userId: 'ada', workspaceId: 'w1', seq: 1, change: 'task.changed', ...members };
}

/** The payloads of events, as text `<user>/<seq>`. */
export function changes(events: readonly OutgoingEvent[]): string[] {
  return events.map(({ event }) => {
    const { userId, seq } = event.data as ChangeAppendedV1;
    return `${userId}/${seq}`;
  });
}
