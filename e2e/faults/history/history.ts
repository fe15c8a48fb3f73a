import { createWriteStream, type WriteStream } from 'node:fs';

/** What is known about an operation: it took effect, it did not, or nobody can say (a lost answer). */
export type Outcome = 'ok' | 'fail' | 'info';

export type Action = 'create' | 'say' | 'read' | 'edit' | 'complete' | 'reopen' | 'delete';

/** What an operation asked for. */
export interface Asked {
  readonly action: Action;
  /** Whose data; all of one person's operations are by clients of the same account. */
  readonly person: number;
  /** Title for a creation, id of the task for all else. */
  readonly key: string;
  /** What the operation writes; unique, so that whoever reads it knows its writer. */
  readonly title?: string;
  /** Version that a conditional edit requires. */
  readonly ifVersion?: number;
  /** For a task with reminders, when it is due; for one that repeats, its rule. */
  readonly dueAt?: string;
  /** Other times at which a task shall remind from now on. */
  readonly reminders?: readonly { readonly at: string }[];
  readonly rrule?: string;
}

/** The state of a task that an answer showed. */
export interface SeenTask {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly status: 'open' | 'completed';
}

/** One call with all its retries, by one client. Times are milliseconds of this machine's clock. */
export interface Operation {
  readonly asked: Asked;
  /** One client does one thing at a time; after an unknown outcome it goes on under another name, as in Jepsen. */
  readonly process: number;
  readonly invokedAt: number;
  completedAt: number;
  outcome: Outcome;
  attempts: number;
  /** Answers that told the client to try again, and attempts without answer. */
  readonly failures: string[];
  /** Status of the last answer, or what went wrong instead. */
  answer: number | string;
  seen?: SeenTask;
}

/** Everything the clients did, in the order of its beginning; also kept as JSON lines, one per event. */
export class History {
  readonly operations: Operation[] = [];
  private readonly file: WriteStream;
  private readonly began = Date.now();

  constructor(path: string) {
    this.file = createWriteStream(path);
  }

  invoke(process: number, asked: Asked): Operation {
    const operation: Operation = {
      asked,
      process,
      invokedAt: Date.now(),
      completedAt: Number.POSITIVE_INFINITY,
      outcome: 'info',
      attempts: 0,
      failures: [],
      answer: 'no answer',
    };
    this.operations.push(operation);
    this.write('invoke', operation, asked);
    return operation;
  }

  complete(operation: Operation, outcome: Outcome, answer: number | string, seen?: SeenTask): void {
    operation.outcome = outcome;
    operation.answer = answer;
    if (outcome !== 'info') operation.completedAt = Date.now();
    if (seen) operation.seen = seen;
    this.write(outcome, operation, { answer, attempts: operation.attempts, ...(seen && { seen }) });
  }

  /** A line beside the operations: a fault begins or ends. */
  note(text: string): void {
    this.file.write(`${JSON.stringify({ t: Date.now() - this.began, process: 'nemesis', value: text })}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.file.end(resolve));
  }

  private write(type: 'invoke' | Outcome, { process, asked }: Operation, value: object): void {
    const t = Date.now() - this.began;
    this.file.write(`${JSON.stringify({ t, process, type, f: asked.action, key: asked.key, value })}\n`);
  }
}
