import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Operation } from '../history/history.ts';
import type { Evidence } from './evidence.ts';

const MODULE = fileURLToPath(new URL('../../../tools/linearizability/', import.meta.url));

interface Verdict {
  readonly tasks: number;
  readonly operations: number;
  readonly illegal: readonly string[];
  readonly undecided: readonly string[];
}

/**
 * Every task is one register with a version: what its clients saw fits some order of their calls in which each took
 * effect between its beginning and its end. Only tasks that the product does not change by itself.
 */
export async function linearizable({ history }: Evidence): Promise<string[]> {
  const lines = linesOf(history.operations);
  const { illegal, undecided } = JSON.parse(await porcupine(lines.join('\n'))) as Verdict;
  return [
    ...illegal.map((id) => `no order of the calls explains what was seen of task ${id}`),
    ...undecided.map((id) => `it took too long to find an order for task ${id}`),
  ];
}

/** The input of tools/linearizability. */
export function linesOf(operations: readonly Operation[]): string[] {
  const plain = new Set<string>();
  for (const { asked, seen } of operations) {
    const made = asked.action === 'create' || asked.action === 'say';
    if (made && seen && asked.dueAt === undefined && asked.rrule === undefined) plain.add(seen.id);
  }
  return operations.flatMap((operation) => {
    const { asked, outcome, seen, answer, process, invokedAt, completedAt } = operation;
    const action = asked.action === 'say' ? 'create' : asked.action;
    const key = action === 'create' ? seen?.id : asked.key;
    if (key === undefined || !plain.has(key)) return [];
    // A read without an answer says nothing.
    if (outcome === 'info' && action === 'read') return [];
    return [
      JSON.stringify({
        ...{ key, client: process, call: invokedAt },
        ...(outcome !== 'info' && { return: completedAt }),
        input: { action, title: asked.title, ifVersion: asked.ifVersion },
        output: {
          ...{ outcome, status: typeof answer === 'number' ? answer : 0 },
          ...(seen && { version: seen.version, title: seen.title, state: seen.status }),
        },
      }),
    ];
  });
}

function porcupine(input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', ['run', '.'], { cwd: MODULE, stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`tools/linearizability ended with code ${code}.`));
    });
    child.stdin.end(input);
  });
}
