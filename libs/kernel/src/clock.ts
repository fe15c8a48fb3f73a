/** The current instant; replaced in tests, so that no test waits for time to pass. */
export abstract class Clock {
  abstract now(): Date;
}

/** The host's clock. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
