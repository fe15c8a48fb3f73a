import { spawn } from 'node:child_process';

export interface ProgramOptions {
  /** Given to its standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Ends it after so many milliseconds; five minutes when absent. */
  readonly timeoutMs?: number;
  /** Called with each piece of what it prints, as it comes. */
  readonly onOutput?: (text: string) => void;
}

export interface Outcome {
  /** Null when a signal ended it, or it could not be started. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const PATIENCE_MS = 300_000;

/** Runs a program to its end, whatever that is. */
export function outcomeOf(
  command: string,
  args: readonly string[],
  { input, env = {}, cwd, timeoutMs = PATIENCE_MS, onOutput }: ProgramOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: timeoutMs,
      ...(cwd !== undefined && { cwd }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onOutput?.(text);
    });
    child.on('error', (error) => {
      resolve({ code: null, stdout, stderr: error.message });
    });
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
    // A program that does not read may be gone before all is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** What a program that must succeed prints. @throws Error with the end of what it said */
export async function outputOf(
  command: string,
  args: readonly string[],
  options?: ProgramOptions,
): Promise<string> {
  const { code, stdout, stderr } = await outcomeOf(command, args, options);
  if (code === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`${command} ${args.slice(0, 6).join(' ')} ended with ${code ?? 'a signal'}:\n${said}`);
}

/** Words of a command line; quotes keep words together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

/** Runs a command that somebody gave as a template, e.g. `minikube image load {image}`. @throws Error when it fails */
export async function hook(template: string, values: Readonly<Record<string, string>>): Promise<string> {
  const [command = '', ...args] = wordsOf(template).map((word) =>
    word.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  );
  return outputOf(command, args, { timeoutMs: 900_000 });
}
