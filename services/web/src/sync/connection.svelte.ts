/** Longer without a connection than this is worth telling the person, in milliseconds. */
const TELL_AFTER_MS = 2_000;

/** Whether the person has to know that there is no connection; short interruptions are nobody's business. */
export class Connection {
  offline = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  up(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.offline = false;
  }

  down(): void {
    this.timer ??= setTimeout(() => {
      this.offline = true;
    }, TELL_AFTER_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
