import type { ManagedProcess, Stack } from '@parley/stack';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { JsonClient } from '../load/json-client.ts';
import { pidOf, startProgram } from './program.ts';
import type { QueueName } from './timer-queues.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Timers of a job queue on the product's PostgreSQL, in a database and a process of their own. */
export class Timers {
  readonly processes: readonly number[];
  private readonly process: ManagedProcess;
  private readonly client: JsonClient;

  private constructor(process: ManagedProcess, client: JsonClient, processes: readonly number[]) {
    this.process = process;
    this.client = client;
    this.processes = processes;
  }

  static async start(stack: Stack, queue: QueueName): Promise<Timers> {
    const { postgres, ports } = stack.infrastructure;
    const url = await postgres.createDatabase(`bench_${queue.replace('-', '_')}`);
    const { http } = ports.replica();
    const origin = `http://127.0.0.1:${http}`;
    const process = await startProgram(stack, {
      name: queue,
      command: globalThis.process.execPath,
      args: ['timer-worker.ts'],
      cwd: FOLDER,
      env: { PORT: String(http), QUEUE: queue, DATABASE_URL: url },
      readyUrl: origin,
    });
    return new Timers(process, new JsonClient(origin), [process, postgres.process].map(pidOf));
  }

  /** Sets timers and waits for them. @returns how late each that fired was, in ms; less than 0 is early */
  async ring(dues: readonly number[], patienceMs: number): Promise<number[]> {
    await this.fired();
    await this.client.request('POST', '/', '', dues);
    const last = Math.max(...dues);
    await delay(Math.max(0, last - Date.now()));
    const late: number[] = [];
    while (late.length < dues.length && Date.now() < last + patienceMs) {
      late.push(...(await this.fired()));
      await delay(50);
    }
    return late;
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.process.stop();
  }

  private async fired(): Promise<number[]> {
    return (await this.client.request<number[]>('GET', '/', '')).body;
  }
}
