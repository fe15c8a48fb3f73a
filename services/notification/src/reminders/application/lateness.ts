/** Told how late each reminder fired, for metrics. */
export abstract class Lateness {
  abstract observe(milliseconds: number): void;
}
