import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { round } from './percentiles.ts';

/** `USER_HZ`: /proc counts in hundredths of a second on every Linux. */
const MS_PER_TICK = 10;

/** What /proc says about one process. */
export interface ProcessTime {
  readonly pid: number;
  readonly parent: number;
  /** CPU time of it and of its children that have ended, in ms. */
  readonly spent: number;
}

/** Reads one `/proc/<pid>/stat`; the name of the program may hold blanks and brackets. */
export function parseStat(text: string): ProcessTime {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [, parent] = fields;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid: Number.parseInt(text, 10), parent: Number(parent), spent: ticks * MS_PER_TICK };
}

/** CPU time in ms of the processes named and of all their descendants. */
export function treeTime(processes: readonly ProcessTime[], roots: readonly number[]): number {
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const seen = new Set<number>();
  let spent = 0;
  const open = [...roots];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (seen.has(pid)) continue;
    seen.add(pid);
    spent += byPid.get(pid)?.spent ?? 0;
    open.push(...(children.get(pid) ?? []).map((child) => child.pid));
  }
  return spent;
}

/** CPU time of requests, in ms each. */
export interface CpuCost {
  readonly perRequest: number;
  /** Without what the processes spend anyway. */
  readonly aboveIdle: number;
}

const IDLE_MS = 5_000;

/** Watches processes of which nothing is asked. @returns their CPU time in ms per ms, 1 being one core */
export async function watchIdle(roots: readonly number[]): Promise<number> {
  const cost = meterCpu(roots);
  await delay(IDLE_MS);
  return cost() / IDLE_MS;
}

/** What requests cost from now on. @returns a function that divides it among them */
export function meterCost(roots: readonly number[], idle: number): (requests: number) => CpuCost {
  const cpu = meterCpu(roots);
  const began = performance.now();
  return (requests) => costOf(cpu(), performance.now() - began, idle, requests);
}

/** @param spent CPU time in ms, during `lasting` ms of which `idle` ms each would have been spent anyway */
export function costOf(spent: number, lasting: number, idle: number, requests: number): CpuCost {
  return {
    perRequest: round(spent / requests),
    aboveIdle: round(Math.max(0, spent - idle * lasting) / requests),
  };
}

/** `18 ms of CPU each, 16 above idle` */
export function describeCost({ perRequest, aboveIdle }: CpuCost): string {
  return `${perRequest} ms of CPU each, ${aboveIdle} above idle`;
}

/** CPU time spent from now on. @returns a function that says how much, in ms */
export function meterCpu(roots: readonly number[]): () => number {
  const before = treeTime(readProcesses(), roots);
  return () => treeTime(readProcesses(), roots) - before;
}

/** Every process there is now. */
export function readProcesses(): ProcessTime[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
      } catch {
        return []; // it has ended since
      }
    });
}
