import { ManagedProcess, type Stack } from '@parley/stack';
import os from 'node:os';

export interface Program {
  /** Unique within the run. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Answers 2xx once the program can be used. */
  readonly readyUrl: string;
}

const programs = new Set<ManagedProcess>();

/** Ends every program that was started and still runs, as those of a comparison that could not begin. */
export async function stopPrograms(): Promise<void> {
  await Promise.all([...programs].map((program) => program.stop()));
}

/** Starts a program of a baseline beside the product; if this process dies it ends with the stack. */
export async function startProgram({ infrastructure }: Stack, program: Program): Promise<ManagedProcess> {
  const { name, command, args, cwd, env, readyUrl } = program;
  const started = new ManagedProcess(
    {
      ...{ name, command, args, cwd },
      env: {
        PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
        HOME: os.homedir(),
        TZ: 'UTC',
        NODE_ENV: 'production',
        ...env,
      },
      logFile: infrastructure.logFile(name),
    },
    infrastructure.ledger,
  );
  started.start();
  programs.add(started);
  await started.waitUntil(async () => (await statusOf(readyUrl)) === 200);
  return started;
}

/** The id of a process that runs. */
export function pidOf({ pid, name }: ManagedProcess): number {
  if (pid === undefined) throw new Error(`${name} does not run.`);
  return pid;
}

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
