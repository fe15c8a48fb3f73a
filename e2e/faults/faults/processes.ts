import type { KillTarget, ManagedProcess } from '@parley/stack';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Scene } from './fault.ts';

export const SERVICES = [
  'chat-api',
  'recurring-task',
  'notification',
  'audit',
  'realtime',
  'identity',
] as const;
export type Service = (typeof SERVICES)[number];

/** Kills one process of a replica and starts it again after a while. */
export async function crash(
  { world, note }: Scene,
  service: Service,
  index: number,
  target: KillTarget,
  downMs: number,
): Promise<void> {
  note(`kill ${target} of ${service} ${index}`);
  await world.stack.kill(service, index, target);
  await delay(downMs);
  await world.stack.restart(service, index, target);
  note(`${target} of ${service} ${index} is back`);
}

/** Suspends a process and its children for a while: they keep their locks, their connections and their memory. */
export async function pause({ note }: Scene, target: ManagedProcess, forMs: number): Promise<void> {
  note(`suspend ${target.name}`);
  const family = familyOf(target);
  for (const pid of family) signal(pid, 'SIGSTOP');
  await delay(forMs);
  for (const pid of family) signal(pid, 'SIGCONT');
  note(`resume ${target.name}`);
}

const RESTART_AFTER_MS = 1_000;

/** Starts a process again whenever it ends, until the function that this returns is called. */
export function keepAlive({ note }: Scene, target: ManagedProcess): () => void {
  let timer: NodeJS.Timeout | undefined;
  const forget = target.onUnexpectedExit(({ code, signal }) => {
    note(`${target.name} ended with ${signal ?? `code ${code}`}`);
    timer = setTimeout(() => {
      target.start();
    }, RESTART_AFTER_MS);
  });
  return () => {
    forget();
    clearTimeout(timer);
  };
}

/** A process and its children: those of PostgreSQL have sessions of their own, which a group does not reach. */
export function familyOf({ pid = 0 }: ManagedProcess): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [pid, ...children.split(' ').filter(Boolean).map(Number)];
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}

/** One of the running copies of a service. */
export function anyIndex({ world, random }: Scene, service: Service): number {
  return random.whole(0, world.stack.replicas(service).length - 1);
}
