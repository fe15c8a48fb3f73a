import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from '../../support/person.ts';
import type { Action, History, Operation } from '../history/history.ts';
import { Client } from './client.ts';
import type { Random } from './random.ts';

/** A task that the clients of a person know. */
export interface Known {
  readonly id: string;
  readonly reminds: boolean;
  version: number;
}

/** What the clients of one account share: the tasks they made. */
export interface Shared {
  readonly index: number;
  readonly person: Person;
  readonly tasks: Known[];
}

const WEIGHTS: Readonly<Record<Action | 'remind' | 'repeat', number>> = {
  create: 20,
  remind: 10,
  repeat: 4,
  say: 8,
  edit: 24,
  read: 12,
  complete: 12,
  reopen: 6,
  delete: 4,
};
/** Tasks that are still worked on; few, so that clients meet at the same ones. */
const RECENT = 8;

/** One client of a person, who does what people do, as its random numbers say. */
export class Actor {
  private readonly client: Client;
  private readonly shared: Shared;
  private readonly name: string;
  private readonly random: Random;
  private made = 0;

  constructor(
    name: string,
    shared: Shared,
    history: History,
    origin: string,
    random: Random,
    patienceMs: number,
  ) {
    this.name = name;
    this.shared = shared;
    this.random = random;
    this.client = new Client(shared.person, history, origin, patienceMs);
  }

  /** One operation about every `everyMs`, until `isOver`. */
  async act(everyMs: number, isOver: () => boolean): Promise<void> {
    await delay(this.random.whole(0, everyMs));
    while (!isOver()) {
      const next = Date.now() + this.random.whole(Math.floor(everyMs / 2), Math.floor(everyMs * 1.5));
      await this.one();
      await delay(Math.max(0, next - Date.now()));
    }
    this.client.close();
  }

  private async one(): Promise<void> {
    const action = this.random.weighted(WEIGHTS);
    if (action === 'say') return this.say();
    if (action === 'create' || action === 'remind' || action === 'repeat') return this.create(action);
    const recent = this.shared.tasks.slice(-RECENT);
    if (recent.length === 0) return this.create('create');
    const task = this.random.of(recent);
    if (action === 'edit') return this.edit(task);
    return this.onTask(action, task);
  }

  private async create(kind: 'create' | 'remind' | 'repeat'): Promise<void> {
    const title = this.title();
    const at = this.soon();
    const rrule = this.random.of(['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO', 'FREQ=MONTHLY;BYMONTHDAY=31']);
    const extra = {
      create: {},
      remind: { reminders: [{ at }] },
      repeat: { recurrence: { rrule, start: '2026-01-31T09:00' }, reminders: [] },
    }[kind];
    const operation = await this.client.do(
      {
        ...{ action: 'create', person: this.shared.index, key: title, title },
        ...(kind === 'remind' && { dueAt: at }),
        ...(kind === 'repeat' && { rrule }),
      },
      {
        method: 'POST',
        path: '/tasks',
        headers: { 'idempotency-key': randomUUID() },
        body: { title, ...extra },
      },
      true,
    );
    this.learn(operation, kind === 'remind');
  }

  private async say(): Promise<void> {
    const title = this.title();
    const { person, index } = this.shared;
    const operation = await this.client.do(
      { action: 'say', person: index, key: title, title },
      {
        method: 'POST',
        path: `/conversations/${person.conversationId}/messages`,
        body: { clientMessageId: randomUUID(), text: title },
      },
      true,
    );
    this.learn(operation, false);
  }

  private async edit(task: Known): Promise<void> {
    const title = this.title();
    const ifVersion = task.version;
    const moves = task.reminds && this.random.next() < 0.5;
    const edit = moves ? { reminders: [{ at: this.soon() }] } : { title };
    const operation = await this.client.do(
      { ...{ action: 'edit', person: this.shared.index, key: task.id, ifVersion }, ...edit },
      {
        method: 'PATCH',
        path: `/tasks/${task.id}`,
        headers: { 'if-match': `"${ifVersion}"` },
        body: edit,
      },
      false,
    );
    task.version = operation.seen?.version ?? task.version;
    // Somebody else was faster, or nobody knows: look.
    if (operation.outcome !== 'ok') await this.onTask('read', task);
  }

  private async onTask(action: 'read' | 'complete' | 'reopen' | 'delete', task: Known): Promise<void> {
    const path = `/tasks/${task.id}`;
    const call = {
      read: { method: 'GET', path },
      complete: { method: 'POST', path: `${path}/complete` },
      reopen: { method: 'POST', path: `${path}/reopen` },
      delete: { method: 'DELETE', path },
    }[action];
    const asked = { action, person: this.shared.index, key: task.id };
    const operation = await this.client.do(asked, call, action === 'read');
    task.version = Math.max(task.version, operation.seen?.version ?? 0);
  }

  private learn({ seen }: Operation, reminds: boolean): void {
    if (seen) this.shared.tasks.push({ id: seen.id, reminds, version: seen.version });
  }

  private soon(): string {
    return new Date(Date.now() + this.random.whole(3_000, 12_000)).toISOString();
  }

  /** Unique in the run; words that the grammar takes for nothing but a title. */
  private title(): string {
    this.made += 1;
    return `errand ${this.name}x${this.made}z`;
  }
}
