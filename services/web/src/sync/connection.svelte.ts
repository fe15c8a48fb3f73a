import { online } from 'svelte/reactivity/window';

/** Longer without a connection than this is worth telling the person, in milliseconds. */
const TELL_AFTER_MS = 2_000;

/** Whether the person has to know that there is no connection; short interruptions are nobody's business. */
export class Connection {
  private missing = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** The browser knows of a lost network long before the socket misses an answer. */
  get offline(): boolean {
    return this.missing || online.current === false;
  }

  up(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.missing = false;
  }

  down(): void {
    this.timer ??= setTimeout(() => {
      this.missing = true;
    }, TELL_AFTER_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
