import { readdirSync, readFileSync } from 'node:fs';

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

/** CPU time spent from now on. @returns a function that says how much, in ms */
export function meterCpu(roots: readonly number[]): () => number {
  const before = treeTime(readProcesses(), roots);
  return () => treeTime(readProcesses(), roots) - before;
}

function readProcesses(): ProcessTime[] {
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
