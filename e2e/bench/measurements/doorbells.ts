import { setTimeout as delay } from 'node:timers/promises';
import type { Change, FeedPage } from '../../support/model.ts';
import type { Person } from '../../support/person.ts';
import type { Bench } from './measurement.ts';

/** What became of the reminders that were expected. */
export interface Rung {
  /** Milliseconds from the due time to the socket. */
  readonly lateness: readonly number[];
  readonly early: number;
  /** In no feed: the reminder was not delivered at all. */
  readonly lost: number;
  /** More than one message in the feed. */
  readonly twice: number;
  /** In the feed, but never pushed: a client finds it by its next read. */
  readonly onlyInFeed: number;
}

/** A socket of each person, listening for reminders; what counts in the end is the feed. */
export class Doorbells {
  private readonly bench: Bench;
  private readonly due = new Map<string, number>();
  private readonly heard = new Map<string, number>();
  private readonly heads = new Map<Person, number>();

  private constructor(bench: Bench) {
    this.bench = bench;
  }

  static async hang(bench: Bench): Promise<Doorbells> {
    const doorbells = new Doorbells(bench);
    for (const person of bench.crowd.people) {
      const { socket } = await person.openSocket();
      socket.on('change', (change: Change) => {
        const taskId = remindedTask(change);
        if (taskId !== undefined && !doorbells.heard.has(taskId)) doorbells.heard.set(taskId, Date.now());
      });
      doorbells.heads.set(person, await person.head());
    }
    return doorbells;
  }

  /** @param at epoch milliseconds */
  expect(taskId: string, at: number): void {
    this.due.set(taskId, at);
  }

  /** Waits until all were heard or patience ends, checks the feeds, and forgets what was expected. */
  async collect(patienceMs: number): Promise<Rung> {
    const deadline = Date.now() + patienceMs;
    const waiting = () => [...this.due.keys()].some((taskId) => !this.heard.has(taskId));
    while (waiting() && Date.now() < deadline) await delay(50);
    const stored = await this.stored();
    const rung = { lateness: [] as number[], early: 0, lost: 0, twice: 0, onlyInFeed: 0 };
    for (const [taskId, at] of this.due) {
      const times = stored.get(taskId) ?? 0;
      const heardAt = this.heard.get(taskId);
      if (times === 0) rung.lost += 1;
      else if (heardAt === undefined) rung.onlyInFeed += 1;
      if (times > 1) rung.twice += 1;
      if (heardAt === undefined) continue;
      rung.lateness.push(heardAt - at);
      if (heardAt < at) rung.early += 1;
    }
    this.due.clear();
    this.heard.clear();
    return rung;
  }

  remove(): void {
    for (const person of this.heads.keys()) person.leave();
  }

  /** How many reminders of each task the feeds hold. */
  private async stored(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const [person, head] of this.heads) {
      let after = head;
      for (;;) {
        const page = await this.bench.crowd.get<FeedPage>(person, `/changes?after=${after}&limit=500`);
        for (const change of page.items) {
          const taskId = remindedTask(change);
          if (taskId !== undefined) counts.set(taskId, (counts.get(taskId) ?? 0) + 1);
        }
        after = page.items.at(-1)?.seq ?? after;
        if (!page.hasMore) break;
      }
    }
    return counts;
  }
}

function remindedTask({ message }: Change): string | undefined {
  const block = message?.blocks.find(({ type }) => type === 'reminder');
  return block?.type === 'reminder' ? block.taskId : undefined;
}
