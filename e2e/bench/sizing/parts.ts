import type { ManagedProcess, Stack } from '@parley/stack';
import { memoryOf, SERVICES } from '../measurements/memory.ts';
import { readProcesses, treeTime } from '../load/cpu.ts';

/** Processes of one kind, all replicas together. */
export interface Part {
  readonly name: string;
  readonly processes: readonly ManagedProcess[];
}

/** The product in the parts that an operator sizes. */
export function partsOf(stack: Stack): Part[] {
  const services = SERVICES.map((name) => ({
    name,
    processes: stack.replicas(name).map(({ app }) => app),
  }));
  const sidecars = SERVICES.flatMap((name) => stack.replicas(name).map(({ daprd }) => daprd.process));
  return [
    ...services,
    { name: 'sidecars', processes: sidecars },
    { name: 'gateway', processes: [stack.gateway] },
    ...stack.infrastructure.processes.map((process) => ({ name: process.name, processes: [process] })),
  ];
}

/** Resident memory of each part in MB, each shared page divided by those who share it. */
export function memoryOfParts(parts: readonly Part[]): number[] {
  return parts.map(({ processes }) => processes.reduce((sum, process) => sum + memoryOf(process).pss, 0));
}

/** CPU time of each part from now on. @returns a function that says how much, in ms */
export function meterParts(parts: readonly Part[]): () => number[] {
  const read = () => {
    const times = readProcesses();
    return parts.map(({ processes }) =>
      treeTime(
        times,
        processes.flatMap(({ pid }) => pid ?? []),
      ),
    );
  };
  const before = read();
  return () => read().map((spent, index) => spent - (before[index] ?? 0));
}
