/**
 * Whether this process can handle what the sidecar brings. The sidecar asks every second; after several "no" in a row
 * it stops deliveries, jobs and commands, and after one "yes" it begins again.
 */
export abstract class AppHealth {
  /** Answers at once: an answer that waits for something counts as "no". */
  abstract isHealthy(): boolean;
}
