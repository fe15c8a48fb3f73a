import type { ManagedProcess, Stack } from '@parley/stack';
import { readFileSync } from 'node:fs';

export const SERVICES = [
  'chat-api',
  'notification',
  'audit',
  'realtime',
  'identity',
  'recurring-task',
] as const;

/** Memory of one process in MB. */
export interface Memory {
  /** Resident, pages shared with others included. */
  readonly rss: number;
  /** Resident, each shared page divided by those who share it. */
  readonly pss: number;
}

export interface MemoryReading {
  readonly services: Readonly<Record<string, Memory>>;
  readonly others: Readonly<Record<string, Memory>>;
}

/** What every process of the stack holds in memory now. */
export function readMemory(stack: Stack): MemoryReading {
  const services: Record<string, Memory> = {};
  const others: Record<string, Memory> = {};
  for (const name of SERVICES) {
    const { app, daprd } = stack.replica(name);
    services[name] = memoryOf(app);
    others[`${name} sidecar`] = memoryOf(daprd.process);
  }
  for (const process of [stack.gateway, ...stack.infrastructure.processes])
    others[process.name] = memoryOf(process);
  return { services, others };
}

/** What one process holds in memory now. */
export function memoryOf({ pid, name }: ManagedProcess): Memory {
  if (pid === undefined) throw new Error(`${name} does not run.`);
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (field: string) =>
    Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? NaN) / 1_024);
  return { rss: megabytes('Rss'), pss: megabytes('Pss') };
}
