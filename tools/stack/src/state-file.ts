import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { InfrastructurePorts, ReplicaPorts } from './ports.ts';
import { isSameProcess, startTimeOf } from './process/identity.ts';

/** What `run/state.json` tells commands in other terminals about a running stack. */
export interface StackState {
  readonly owner: { readonly pid: number; readonly startTime: string };
  readonly url: string;
  readonly startedAt: string;
  readonly infrastructure: InfrastructurePorts;
  readonly replicas: readonly { readonly name: string; readonly ports: ReplicaPorts }[];
  /** Processes that services run on: broker, databases, scheduler. */
  readonly parts: readonly string[];
}

/** The description of the stack that runs with one data folder. */
export class StateFile {
  private readonly file: string;

  constructor(dir: string) {
    this.file = path.join(dir, 'run', 'state.json');
  }

  write(
    url: string,
    infrastructure: InfrastructurePorts,
    replicas: StackState['replicas'],
    parts: StackState['parts'],
  ): void {
    const owner = { pid: process.pid, startTime: startTimeOf(process.pid) ?? '' };
    const startedAt = new Date().toISOString();
    const state: StackState = { owner, url, startedAt, infrastructure, replicas, parts };
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(state, null, 2));
  }

  /** The stack that runs now, or undefined. */
  read(): StackState | undefined {
    if (!existsSync(this.file)) return undefined;
    const state = JSON.parse(readFileSync(this.file, 'utf8')) as StackState;
    return isSameProcess(state.owner.pid, state.owner.startTime) ? state : undefined;
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}
