/** Counts in a fixed window of ten seconds. */
export class RateLimit {
  private used = 0;
  private windowEnds = 0;

  constructor(
    private readonly perWindow: number,
    private readonly now: () => number,
    private readonly windowMs = 10_000,
  ) {}

  /** Takes one; false when none is left in this window. */
  take(): boolean {
    const now = this.now();
    if (now >= this.windowEnds) {
      this.windowEnds = now + this.windowMs;
      this.used = 0;
    }
    this.used += 1;
    return this.used <= this.perWindow;
  }
}
