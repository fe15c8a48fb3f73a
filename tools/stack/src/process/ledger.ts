import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../waiting.ts';
import { isSameProcess, signalGroup, startTimeOf } from './identity.ts';

export interface Entry {
  readonly pid: number;
  readonly startTime: string;
  readonly stopSignal: NodeJS.Signals;
  readonly name: string;
}

const REAPER = fileURLToPath(new URL('./reaper.sh', import.meta.url));

/**
 * The processes one stack has started, on disk, so that none outlives it: a small shell process ends them when
 * the stack's own process is gone (its standard input closes), and the next start ends what even that left.
 */
export class Ledger {
  private readonly dir: string;
  private readonly file: string;
  private readonly entries = new Map<number, Entry>();
  private reaper: ChildProcess | undefined;

  constructor(runDir: string) {
    mkdirSync(runDir, { recursive: true });
    this.dir = runDir;
    // A name of its own: the reaper of an earlier run must never read the processes of this one.
    this.file = path.join(runDir, `${randomUUID()}.pids`);
  }

  add(pid: number, stopSignal: NodeJS.Signals, name: string): void {
    const startTime = startTimeOf(pid);
    if (startTime === undefined) return;
    this.entries.set(pid, { pid, startTime, stopSignal, name });
    this.write();
    this.watch();
  }

  remove(pid: number): void {
    if (this.entries.delete(pid)) this.write();
  }

  /** Ends what an earlier run left behind. @returns the names of those processes */
  async endStale(): Promise<string[]> {
    const files = ledgerFiles(this.dir).filter((file) => file !== this.file);
    const stale = runningEntries(this.dir);
    const running = () => stale.filter((entry) => isSameProcess(entry.pid, entry.startTime));
    for (const entry of stale) signalGroup(entry.pid, entry.stopSignal);
    await waitFor('ending left-over processes', () => running().length === 0, { timeoutMs: 8_000 }).catch(
      () => {
        for (const entry of running()) signalGroup(entry.pid, 'SIGKILL');
      },
    );
    for (const file of files) rmSync(file, { force: true });
    return stale.map((entry) => entry.name);
  }

  /** Lets the reaper go; it ends whatever is still listed. */
  close(): void {
    this.reaper?.stdin?.end();
    this.reaper = undefined;
    if (this.entries.size === 0) rmSync(this.file, { force: true });
  }

  private watch(): void {
    if (this.reaper !== undefined) return;
    // Its own session, so that Ctrl-C in the terminal does not end it together with the stack.
    this.reaper = spawn('/bin/sh', [REAPER, this.file], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.reaper.on('error', () => undefined);
    this.reaper.unref();
    if (this.reaper.stdin instanceof Socket) this.reaper.stdin.unref();
  }

  private write(): void {
    const lines = [...this.entries.values()].map(
      (e) => `${e.pid} ${e.startTime} ${e.stopSignal} ${e.name}\n`,
    );
    const next = `${this.file}.next`;
    writeFileSync(next, lines.join(''));
    renameSync(next, this.file);
  }
}

/** The processes that ledgers in this folder list and that still run. */
export function runningEntries(runDir: string): Entry[] {
  return ledgerFiles(runDir)
    .flatMap(readEntries)
    .filter((entry) => isSameProcess(entry.pid, entry.startTime));
}

function ledgerFiles(runDir: string): string[] {
  const names = existsSync(runDir) ? readdirSync(runDir) : [];
  return names.filter((name) => name.endsWith('.pids')).map((name) => path.join(runDir, name));
}

function readEntries(file: string): Entry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [pid, startTime, stopSignal, name] = line.split(' ');
    if (!pid || !startTime || !stopSignal || !name) return [];
    return [{ pid: Number(pid), startTime, stopSignal: stopSignal as NodeJS.Signals, name }];
  });
}
