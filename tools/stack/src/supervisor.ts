import type { Exit, ManagedProcess } from './process/managed-process.ts';
import type { Report } from './report.ts';

/** How long to wait before each restart; a process that ends once more after the last is left alone. */
const BACKOFF_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000];
/** A process that ran this long has recovered, and its count begins anew. */
const HEALTHY_MS = 60_000;

/** Starts processes again that end although nobody stopped them, each time after a longer pause. */
export class Supervisor {
  private readonly report: Report;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(report: Report) {
    this.report = report;
  }

  watch(process: ManagedProcess): void {
    let attempts = 0;
    let startedAt = Date.now();
    process.onUnexpectedExit((exit) => {
      if (Date.now() - startedAt > HEALTHY_MS) attempts = 0;
      const pause = BACKOFF_MS[attempts];
      attempts += 1;
      this.report(describe(process, exit, pause));
      if (pause === undefined) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        startedAt = Date.now();
        process.start();
      }, pause);
      this.timers.add(timer);
    });
  }

  /** No more restarts. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}

function describe(process: ManagedProcess, exit: Exit, pause: number | undefined): string {
  const how = exit.signal === null ? `with code ${exit.code}` : `by ${exit.signal}`;
  const next = pause === undefined ? 'it is not started again' : `starting it again in ${pause / 1000} s`;
  const tail = process.logTail(5).replace(/^/gm, '    ');
  return `${process.name} ended ${how}; ${next}. Log: ${process.logFile}\n${tail}`;
}
