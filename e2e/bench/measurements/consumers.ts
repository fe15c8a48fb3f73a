import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from './measurement.ts';

/** How far everything behind the commands has come. */
export interface Progress {
  /** Events that were committed and are not published yet. */
  readonly outboxes: number;
  /** Deliveries still to come, over all consumers. */
  readonly behind: number;
  /** Events that each consumer has handled since the beginning. */
  readonly handled: Readonly<Record<string, number>>;
}

/** Events of one new task with one reminder, per consumer: task created, change appended, reminder scheduled. */
const EVENTS_PER_TASK = {
  audit: 3,
  notification: 1,
  'recurring-task': 1,
  'chat-api': 1,
  realtime: 1,
} as const;
/** Longer than the sweep of the outbox. */
const QUIET_MS = 3_000;
type Consumer = keyof typeof EVENTS_PER_TASK;

/** What the consumers of a new task's events have done: counted by their own metrics, checked in their databases. */
export class Consumers {
  private readonly bench: Bench;
  private before: Record<Consumer, number> | undefined;

  constructor(bench: Bench) {
    this.bench = bench;
  }

  /** Counts from now on. */
  async begin(): Promise<void> {
    this.before = await this.counts();
  }

  /** Waits until what came before is done with: nothing is unpublished, and no consumer has handled anything lately. */
  async idle(): Promise<void> {
    for (let before = ''; ;) {
      const { outboxes, handled } = await this.progress();
      const now = JSON.stringify(handled);
      if (outboxes === 0 && now === before) return;
      before = now;
      await delay(QUIET_MS);
    }
  }

  /** @param expected tasks that were made since the beginning; 0 to learn only what is stored */
  async progress(expected = 0): Promise<Progress> {
    const { databases } = this.bench;
    const counts = await this.counts();
    const outboxes =
      (await databases.number('chat_api', 'SELECT count(*) FROM outbox')) +
      (await databases.number('notification', 'SELECT count(*) FROM outbox'));
    const handled: Record<string, number> = {};
    let behind = 0;
    for (const consumer of Object.keys(EVENTS_PER_TASK) as Consumer[]) {
      const done = counts[consumer] - (this.before?.[consumer] ?? 0);
      handled[consumer] = done;
      // Of these every replica hears everything; of the others, one.
      const hearers = consumer === 'realtime' ? this.bench.stack.replicas(consumer).length : 1;
      behind += Math.max(0, expected * EVENTS_PER_TASK[consumer] * hearers - done);
    }
    return { outboxes, behind, handled };
  }

  /** How many of these tasks left no trace, per place that must have one. */
  async lost(ids: readonly string[]): Promise<Record<string, number>> {
    const { databases, crowd } = this.bench;
    const missing = (database: string, present: string, values: unknown[] = []) =>
      databases.number(
        database,
        `SELECT count(*) FROM unnest($1::text[]) AS id WHERE id NOT IN (${present})`,
        [ids, ...values],
      );
    const audited = `SELECT subject FROM records WHERE workspace_id = ANY($2) AND type = $3 AND subject IS NOT NULL`;
    const { workspaceIds, userIds } = crowd;
    return {
      'audit: task created': await missing('audit', audited, [workspaceIds, 'parley.task.created.v1']),
      'audit: reminder scheduled': await missing('audit', audited, [
        workspaceIds,
        'parley.reminder.scheduled.v1',
      ]),
      'notification: reminder': await missing('notification', 'SELECT task_id::text FROM reminders'),
      'chat-api: change': await missing(
        'chat_api',
        `SELECT body -> 'task' ->> 'id' FROM changes WHERE user_id = ANY($2) AND type = 'task.changed'`,
        [userIds],
      ),
    };
  }

  private async counts(): Promise<Record<Consumer, number>> {
    const { databases, crowd } = this.bench;
    const [notification, recurringTask, chatApi, realtime] = await Promise.all(
      (['notification', 'recurring-task', 'chat-api', 'realtime'] as const).map((name) =>
        this.delivered(name),
      ),
    );
    // Audit takes events in batches, so its records are counted instead.
    const records = 'SELECT coalesce(sum(seq), 0) FROM chain_heads WHERE workspace_id = ANY($1)';
    return {
      audit: await databases.number('audit', records, [crowd.workspaceIds]),
      notification: notification ?? 0,
      'recurring-task': recurringTask ?? 0,
      'chat-api': chatApi ?? 0,
      realtime: realtime ?? 0,
    };
  }

  /** Events that a service's sidecars delivered and that it dealt with. */
  private async delivered(service: string): Promise<number> {
    let sum = 0;
    for (const replica of this.bench.stack.replicas(service)) {
      const text = await (await fetch(`${replica.url}/metrics`)).text();
      for (const line of text.split('\n')) {
        if (!line.startsWith('parley_delivery_duration_seconds_count{kind="event"')) continue;
        if (!/outcome="(SUCCESS|IGNORED)"/.test(line)) continue;
        sum += Number(line.slice(line.lastIndexOf(' ') + 1));
      }
    }
    return sum;
  }
}
