import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until `read` gives something other than undefined or false, and gives it back.
 * @throws Error saying `what` was waited for, after `withinMs` milliseconds
 */
export async function waitUntil<T>(
  what: string,
  read: () => T | Promise<T>,
  withinMs = 10_000,
  everyMs = 25,
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>;
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await delay(everyMs);
  }
}

/**
 * Watches for a while that something stays as it is: the only honest way to say that nothing happens.
 * @throws Error as soon as `holds` is false
 */
export async function holdsFor(what: string, ms: number, holds: () => boolean): Promise<void> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (!holds()) throw new Error(`Did not stay: ${what}`);
    await delay(25);
  }
}
