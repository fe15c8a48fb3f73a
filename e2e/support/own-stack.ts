import type { Replica, Stack } from '@parley/stack';
import { target } from './target.ts';

/** The stack of this run; only for tests declared by `withOwnStack`. */
export function ownStack(): Stack {
  const { stack } = target();
  if (stack === undefined) throw new Error('This test needs a stack of its own.');
  return stack;
}

/** `describe` for what stops processes or reads their logs: skipped when the stack is somebody else's. */
export const withOwnStack: jest.Describe = target().stack ? describe : describe.skip;

export const SERVICES = [
  'identity',
  'chat-api',
  'notification',
  'audit',
  'recurring-task',
  'realtime',
] as const;

/** Every copy of every service. */
export function replicas(): Replica[] {
  return SERVICES.flatMap((service) => [...ownStack().replicas(service)]);
}

/** Stops and starts every service, all at once, and waits until all are ready. */
export async function restartServices(): Promise<void> {
  await Promise.all(replicas().map(({ service, index }) => ownStack().restart(service.name, index)));
}

/** Process ids of every copy of every service: they change when one ended. */
export function processIds(): Record<string, number | undefined> {
  return Object.fromEntries(replicas().map(({ app }) => [app.name, app.pid]));
}
