import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from '../waiting.ts';
import { signalGroup } from './identity.ts';
import type { Ledger } from './ledger.ts';

export interface ProcessSpec {
  /** Unique within the stack; also the name of the log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Asks for an orderly end; SIGTERM when absent. */
  readonly stopSignal?: NodeJS.Signals;
  /** Milliseconds until an orderly end becomes SIGKILL; 10,000 when absent. */
  readonly stopTimeoutMs?: number;
  /** Run as another user (PostgreSQL refuses to run as root). */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One child process in a process group of its own, with a log file, that can be stopped, killed and started again. */
export class ManagedProcess {
  readonly spec: ProcessSpec;
  private readonly ledger: Ledger;
  private child: ChildProcess | undefined;
  private exited: Promise<Exit> | undefined;
  private expected = false;
  private started = false;
  private readonly listeners = new Set<(exit: Exit) => void>();

  constructor(spec: ProcessSpec, ledger: Ledger) {
    this.spec = spec;
    this.ledger = ledger;
  }

  get name(): string {
    return this.spec.name;
  }

  get logFile(): string {
    return this.spec.logFile;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get running(): boolean {
    return this.child !== undefined;
  }

  /**
   * Starts the process; a later start of the same object continues the log of the first.
   * @param env on top of the usual environment, this time only
   */
  start(env: Readonly<Record<string, string>> = {}): void {
    if (this.child !== undefined) return;
    const log = openLog(this.logFile, this.started);
    this.started = true;
    this.expected = false;
    const child = spawn(this.spec.command, [...this.spec.args], {
      cwd: this.spec.cwd,
      env: { ...this.spec.env, ...env },
      stdio: ['ignore', log, log],
      detached: true,
      ...this.spec.user,
    });
    closeSync(log);
    this.child = child;
    if (child.pid !== undefined) this.ledger.add(child.pid, this.spec.stopSignal ?? 'SIGTERM', this.name);
    this.exited = new Promise((resolve) => {
      const done = (exit: Exit) => {
        if (this.child !== child) return;
        this.child = undefined;
        if (child.pid !== undefined) this.ledger.remove(child.pid);
        resolve(exit);
        if (!this.expected) for (const listener of this.listeners) listener(exit);
      };
      child.on('exit', (code, signal) => {
        done({ code, signal });
      });
      child.on('error', () => {
        done({ code: null, signal: null });
      });
    });
  }

  /** Calls `listener` whenever the process ends although nobody called `stop`. @returns a function that removes it */
  onUnexpectedExit(listener: (exit: Exit) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Waits until `probe` is true. @throws Error with the end of the log when the process ends or time runs out. */
  async waitUntil(probe: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
    try {
      await waitFor(
        `${this.name}: becoming ready`,
        () => {
          if (!this.running) throw new Error(`${this.name} ended while it was starting.`);
          return probe();
        },
        { timeoutMs },
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${reason}\nLog: ${this.logFile}\n${this.logTail()}`, { cause: error });
    }
  }

  /** Ends the process in an orderly way, or by force when that takes too long; no error when it does not run. */
  async stop(): Promise<void> {
    this.expected = true;
    const pid = this.child?.pid;
    if (pid === undefined || this.exited === undefined) return;
    signalGroup(pid, this.spec.stopSignal ?? 'SIGTERM');
    signalGroup(pid, 'SIGCONT'); // a suspended process cannot end
    const force = setTimeout(() => signalGroup(pid, 'SIGKILL'), this.spec.stopTimeoutMs ?? 10_000);
    await this.exited;
    clearTimeout(force);
  }

  /** Sends a signal and, unless the signal only suspends or resumes, waits for the end. Counts as unexpected. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const pid = this.child?.pid;
    if (pid === undefined) return;
    signalGroup(pid, signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await this.exited;
  }

  /** The last lines of the log. */
  logTail(lines = 15): string {
    if (!existsSync(this.logFile)) return '';
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }
}

function openLog(file: string, append: boolean): number {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!append && existsSync(file)) renameSync(file, file.replace(/\.log$/, '.previous.log'));
  return openSync(file, 'a');
}
