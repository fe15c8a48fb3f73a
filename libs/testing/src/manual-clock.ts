import { Clock } from '@parley/kernel';

/** Stands still until the test moves it. */
export class ManualClock extends Clock {
  constructor(private instant = new Date('2026-03-02T09:00:00Z')) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  advance(milliseconds: number): void {
    this.instant = new Date(this.instant.getTime() + milliseconds);
  }
}
