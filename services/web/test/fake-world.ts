import { randomUUID } from 'node:crypto';
import type {
  Block,
  Change,
  Conversation,
  Due,
  Message,
  RejectedPart,
  SavedFilter,
  Task,
} from '../src/api/types.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Draft = DistributiveOmit<Change, 'seq'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A message as it comes in. */
export interface Incoming {
  readonly clientMessageId: string;
  readonly text: string;
  readonly rejected: readonly RejectedPart[];
}

const ZONE = 'Europe/Berlin';
const OFFSET = '+01:00';

/** The chat service in memory, for one person: no rules of its own, only the shapes of its answers. */
export class FakeWorld {
  readonly changes: Change[] = [];
  readonly tasks = new Map<string, Task>();
  readonly messages: Message[] = [];
  /** What was said, each once. */
  readonly received: Omit<Incoming, 'clientMessageId'>[] = [];
  filters: readonly SavedFilter[] = [];
  readonly conversation: Conversation;
  readonly undone: string[] = [];
  private readonly undo = new Map<string, () => Task[]>();
  private readonly sent = new Map<string, { message: Message; replies: Message[]; tasks: Task[] }>();
  private taskCount = 0;
  onChange: (change: Change) => void = () => undefined;

  readonly now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.now = now;
    this.conversation = {
      id: randomUUID(),
      title: 'Parley',
      lastSeq: 0,
      createdAt: this.now().toISOString(),
    };
  }

  record(draft: Draft): void {
    const change = { ...draft, seq: this.changes.length + 1 } as Change;
    this.changes.push(change);
    this.onChange(change);
  }

  say(author: Message['author'], text: string, blocks: Block[] = [], more: Partial<Message> = {}): Message {
    const message: Message = {
      id: randomUUID(),
      conversationId: this.conversation.id,
      seq: this.messages.length + 1,
      author,
      text,
      clientMessageId: null,
      createdAt: this.now().toISOString(),
      blocks,
      ...more,
    };
    this.messages.push(message);
    this.record({ type: 'message.created', message });
    return message;
  }

  add(fields: Partial<Task> & { title: string }): Task {
    const at = this.now().toISOString();
    const task: Task = {
      id: randomUUID(),
      number: ++this.taskCount,
      notes: null,
      status: 'open',
      priority: 'medium',
      tags: [],
      list: null,
      due: null,
      reminders: [],
      series: null,
      occurrenceKey: null,
      createdAt: at,
      updatedAt: at,
      completedAt: null,
      version: 1,
      ...fields,
    };
    return this.put(task);
  }

  change(id: string, edit: Partial<Writable<Task>>): Task {
    const task = this.tasks.get(id);
    if (task === undefined) throw new Error(`No task ${id}.`);
    return this.put({ ...task, ...edit, version: task.version + 1, updatedAt: this.now().toISOString() });
  }

  /** Changes a task so that it can be undone once. */
  act(id: string, edit: Partial<Writable<Task>>): { task: Task; actionId: string } {
    const before = this.tasks.get(id);
    const task = this.change(id, edit);
    const actionId = randomUUID();
    this.undo.set(actionId, () => [this.change(id, { ...before })]);
    return { task, actionId };
  }

  takeBack(actionId: string): Task[] | null {
    const run = this.undo.get(actionId);
    this.undo.delete(actionId);
    if (run === undefined) return null;
    this.undone.push(actionId);
    this.record({ type: 'action.undone', actionId });
    return run();
  }

  remove(id: string): void {
    this.tasks.delete(id);
    this.record({ type: 'task.deleted', taskId: id });
  }

  due(daysAhead: number, time: string | null = null): Due {
    const date = new Date(this.now().getTime() + daysAhead * 86_400_000).toISOString().slice(0, 10);
    if (time === null) return { kind: 'date', date };
    return {
      kind: 'datetime',
      local: `${date}T${time}`,
      zone: ZONE,
      at: new Date(`${date}T${time}:00${OFFSET}`).toISOString(),
    };
  }

  receive(
    { clientMessageId, text, rejected }: Incoming,
    reply: (world: FakeWorld, text: string) => { text: string; blocks: Block[]; tasks: Task[] },
  ): { message: Message; replies: Message[]; tasks: Task[] } {
    const known = this.sent.get(clientMessageId);
    if (known !== undefined) return known;
    this.received.push({ text, rejected });
    const message = this.say('user', text, [], { clientMessageId });
    const answer = reply(this, text);
    const result = {
      message,
      replies: [this.say('parley', answer.text, answer.blocks)],
      tasks: answer.tasks,
    };
    this.sent.set(clientMessageId, result);
    return result;
  }

  private put(task: Task): Task {
    this.tasks.set(task.id, task);
    this.record({ type: 'task.changed', task });
    return task;
  }
}
