import { waitUntil } from '../../support/waiting.ts';

/** Each look starts a program or more, which on a small node would take the time of what is waited for. */
const LOOK_EVERY_MS = 1_000;

/** Waits until something holds in the cluster. @throws Error saying `what` was waited for, after `withinMs` */
export async function until(what: string, holds: () => Promise<boolean>, withinMs: number): Promise<void> {
  await waitUntil(what, holds, withinMs, LOOK_EVERY_MS);
}
