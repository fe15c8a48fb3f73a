import type { Cluster } from '../cluster/cluster.ts';

/** Where a program runs. */
export interface Place {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
}

/**
 * Runs a program in a container that has Node, and gives back what it prints last, as JSON.
 * @param program text of an ES module
 */
export async function runInside<T>(
  cluster: Cluster,
  { namespace, pod, container }: Place,
  program: string,
): Promise<T> {
  const where = ['-n', namespace, 'exec', '-i', pod, ...(container === undefined ? [] : ['-c', container])];
  const output = await cluster.kubectl([...where, '--', 'node', '--input-type=module', '-'], {
    input: program,
    timeoutMs: 60_000,
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
}

/** What a container sees when it sends a request. */
export interface Reply {
  /** Absent when there was none. */
  readonly status?: number;
  readonly body: string;
}

/** A program that sends one request. */
export function asking(url: string, { method = 'GET', headers = '{}', body = '' } = {}): string {
  return `
import { readFileSync } from 'node:fs';
const read = (file) => readFileSync(file, 'utf8').trim();
const reply = await fetch(${JSON.stringify(url)}, {
  method: ${JSON.stringify(method)}, headers: ${headers}, signal: AbortSignal.timeout(10_000),
  ${body === '' ? '' : `body: ${JSON.stringify(body)},`}
}).then(async (answer) => ({ status: answer.status, body: await answer.text() }),
  (error) => ({ body: String(error.cause ?? error) }));
console.log(JSON.stringify(reply));
process.exit(0);
`;
}
