import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** A call that returned once data was on the disk. Times are milliseconds since 1970. */
export interface Sync {
  readonly from: number;
  readonly to: number;
}

/** Watches processes, and those that they start, for what they sync to the disk. */
export class SyncWatch {
  private readonly strace: ReturnType<typeof spawn>;
  private readonly file: string;

  private constructor(strace: ReturnType<typeof spawn>, file: string) {
    this.strace = strace;
    this.file = file;
  }

  static async over(pids: readonly number[], file: string): Promise<SyncWatch> {
    const calls = ['-f', '-ttt', '-T', '-e', 'trace=fsync,fdatasync', '-e', 'signal=none', '-o', file];
    const strace = spawn('strace', [...calls, ...pids.flatMap((pid) => ['-p', String(pid)])], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    let attached = 0;
    strace.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      attached = said.match(/attached/g)?.length ?? 0;
    });
    while (attached < pids.length) {
      if (strace.exitCode !== null) throw new Error(`strace ended: ${said}`);
      await delay(50);
    }
    return new SyncWatch(strace, file);
  }

  /** Ends the watch. @returns what succeeded */
  async stop(): Promise<Sync[]> {
    const ended = once(this.strace, 'exit');
    this.strace.kill('SIGINT');
    await ended;
    return syncsIn(readFileSync(this.file, 'utf8'));
  }
}

/** The successful calls in the output of `strace -f -ttt -T`. */
export function syncsIn(trace: string): Sync[] {
  return trace.split('\n').flatMap((line) => {
    const [, at, took] = /^\d+ +([\d.]+) .*sync.*\) += 0 <([\d.]+)>$/.exec(line) ?? [];
    if (at === undefined || took === undefined) return [];
    // A call during which others were made has two lines, and the second bears the time of its end.
    const seen = Number(at) * 1_000;
    const ms = Number(took) * 1_000;
    return line.includes('resumed>') ? [{ from: seen - ms, to: seen }] : [{ from: seen, to: seen + ms }];
  });
}
