import { spawn } from 'node:child_process';
import { BuildError } from './errors.ts';

const TICK_MS = 15_000;
const STEP = /^(?:\[\S+\] STEP .*|#\d+ \[.*)/;

/** How a program is run. */
export interface RunOptions {
  readonly cwd: string;
  /** Called with each step that the builder names, at most every 15 seconds. */
  readonly onStep?: (step: string) => void;
  readonly live?: boolean;
}

/** Runs a builder to its end. @returns what it printed on standard output @throws BuildError with its last lines */
export function runBuilder(
  command: string,
  args: readonly string[],
  { cwd, onStep, live = false }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let all = '';
    const hear = (chunk: Buffer) => {
      all += chunk.toString();
      if (live) process.stderr.write(chunk);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      hear(chunk);
    });
    child.stderr.on('data', hear);
    const ticker = setInterval(() => {
      const step = all.split('\n').findLast((line) => STEP.test(line));
      if (step !== undefined) onStep?.(step.slice(0, 100));
    }, TICK_MS);
    child.on('error', (error) => {
      clearInterval(ticker);
      reject(new BuildError(`${command} could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      clearInterval(ticker);
      if (code === 0) resolve(output);
      else reject(new BuildError(`${command} ${args[0] ?? ''} failed (${code}):\n${lastLines(all)}`));
    });
  });
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-30).join('\n');
}
