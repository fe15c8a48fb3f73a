/** Two, because the partitions of a new subscription come to life one after the other. */
const PROBES_TO_SETTLE = 2;

/**
 * Knows when this replica may have missed events: before its subscription is live, and while its sidecar or the broker was away.
 * Times are milliseconds of one clock.
 */
export class FanoutWatch {
  private lastHeard = Number.NEGATIVE_INFINITY;
  private missing = PROBES_TO_SETTLE;

  /** @param silenceMs how long without a probe means that events may have been missed */
  constructor(private readonly silenceMs: number) {}

  /** Takes in a probe of this replica. True when clients should look for what they missed. */
  heard(now: number): boolean {
    if (this.silent(now)) this.interrupted();
    this.lastHeard = now;
    if (this.missing === 0) return false;
    this.missing -= 1;
    return true;
  }

  /** Events may be missed from now on, until probes come back. */
  interrupted(): void {
    this.missing = PROBES_TO_SETTLE;
  }

  /** Whether what is published now reaches this replica. */
  live(now: number): boolean {
    return this.missing === 0 && !this.silent(now);
  }

  private silent(now: number): boolean {
    return now - this.lastHeard > this.silenceMs;
  }
}
