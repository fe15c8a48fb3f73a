import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { History, Asked, Operation, Outcome, SeenTask } from '../history/history.ts';
import type { Person } from '../../support/person.ts';
import type { Task } from '../../support/model.ts';

/** What to send for an operation. */
export interface Call {
  readonly method: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const PAUSE_MS = 200;
const ANSWER_WITHIN_MS = 10_000;

/** A client of the API that does one thing at a time and writes down what it asked and learned. */
export class Client {
  private static processes = 0;
  private process = (Client.processes += 1);
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  private readonly person: Person;
  private readonly history: History;
  private readonly origin: URL;
  private readonly patienceMs: number;

  /** @param patienceMs how long to repeat a call that gets no definite answer */
  constructor(person: Person, history: History, origin: string, patienceMs: number) {
    this.person = person;
    this.history = history;
    this.origin = new URL(origin);
    this.patienceMs = patienceMs;
  }

  /**
   * Makes a call, and makes it again while it has no definite answer. `repeatable` calls have the same effect however
   * often they arrive; of the others, the first that may have arrived is the last.
   */
  async do(asked: Asked, call: Call, repeatable: boolean): Promise<Operation> {
    const operation = this.history.invoke(this.process, asked);
    const deadline = Date.now() + this.patienceMs;
    for (;;) {
      operation.attempts += 1;
      const { outcome, answer, seen } = await this.attempt(call);
      if (outcome === 'info') operation.failures.push(String(answer));
      const again = outcome === 'info' && repeatable && Date.now() < deadline;
      if (again) {
        await delay(PAUSE_MS);
        continue;
      }
      // A refusal after an attempt without answer says nothing about that one.
      const known = outcome === 'fail' && operation.attempts > 1 && !repeatable ? 'info' : outcome;
      this.history.complete(operation, known, answer, seen);
      if (known === 'info') this.process = Client.processes += 1;
      return operation;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private async attempt(call: Call): Promise<{ outcome: Outcome; answer: number | string; seen?: SeenTask }> {
    try {
      const { status, text } = await this.send(call);
      if (status >= 500 || status === 429 || status === 401) return { outcome: 'info', answer: status };
      if (status >= 400) return { outcome: 'fail', answer: status };
      const seen = seenIn(text);
      return { outcome: 'ok', answer: status, ...(seen && { seen }) };
    } catch (error) {
      return { outcome: 'info', answer: error instanceof Error ? error.message : String(error) };
    }
  }

  private send({ method, path, headers = {}, body }: Call): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const { agent } = this;
    const { hostname, port } = this.origin;
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          ...{ agent, hostname, port, method, path: `/api/v1${path}` },
          headers: {
            authorization: `Bearer ${this.person.token}`,
            ...(payload !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(payload),
            }),
            ...headers,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, text });
          });
        },
      );
      request.setTimeout(ANSWER_WITHIN_MS, () => request.destroy(new Error('no answer in time')));
      request.on('error', reject);
      request.end(payload);
    });
  }
}

/** The task that an answer shows, whichever call it answers. */
function seenIn(text: string): SeenTask | undefined {
  const body = JSON.parse(text) as Task | { readonly task: Task } | { readonly tasks: readonly Task[] };
  const task = 'task' in body ? body.task : 'tasks' in body ? body.tasks[0] : body;
  if (task?.id === undefined) return undefined;
  const { id, version, title, status } = task;
  return { id, version, title, status };
}
